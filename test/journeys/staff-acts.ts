import { criterionKeys } from '#domain/review/rubric.js'
import { checkPoints } from '#domain/vetting/clearing.js'
import { judgedForm } from '#test/support/people/judged.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import type { Console } from '#test/support/web/staff.js'

/** Point of the checklist that says referees were reached. */
const spoken = 4

type Fields = Record<string, string | readonly string[]>

/** Colleagues at the console, each in a browser of their own, over HTTP. */
export class Office {
  private readonly browsers = new Map<string, WebClient>()

  constructor(private readonly console: Console) {}

  async browser(login: string): Promise<WebClient> {
    const known = this.browsers.get(login) ?? (await this.console.browserOf(login))
    this.browsers.set(login, known)
    return known
  }

  /** Reads a file's page and posts one of its forms with the token and version it holds. */
  async act(login: string, id: string, target: string, fields: Fields): Promise<WebAnswer> {
    const client = await this.browser(login)
    const page = await client.get(`/applications/${id}`)
    const version = versionIn(page.text, target)
    const own = { form_token: hiddenField(page.text, 'form_token'), ...(version && { version }) }
    const answer = await client.post(target, { ...own, ...fields })
    if (answer.status !== 303 || /notice=/.test(answer.location))
      throw new Error(`${login} ${target} ${answer.status} ${answer.location}`)
    return answer
  }

  move(login: string, id: string, move: string): Promise<WebAnswer> {
    return this.act(login, id, `/applications/${id}/moves`, { move })
  }

  /** Finds a file in screening inside the definition. */
  screen(login: string, id: string): Promise<WebAnswer> {
    const fields = { for_others: 'yes', universality: 'yes', peaceful: 'yes', rests_on: 'own_words' }
    return this.act(login, id, `/applications/${id}/eligibility`, fields)
  }

  /** Assigns a reader, who says there is no conflict and hands in a whole review. */
  async read(id: string, reader: { login: string; accountId: string }, words: string): Promise<void> {
    await this.act('coordinator', id, `/applications/${id}/assignments`, { to: `reviewer:${reader.accountId}` })
    await this.act(reader.login, id, `/applications/${id}/conflicts`, { kind: 'none' })
    const scores = Object.fromEntries(criterionKeys.map((key) => [key, '4']))
    await this.act(reader.login, id, `/applications/${id}/reviews`, {
      ...scores,
      eligibility: 'yes',
      comment: words,
      profile: '1',
      act: 'submit',
    })
  }

  async check(id: string): Promise<void> {
    const rows = checkPoints.map((point, i) => [
      [`checks.${i}.point`, String(point)],
      [`checks.${i}.result`, 'fits'],
      [`checks.${i}.evidence`, point === spoken ? 'E3' : 'E1'],
      [`checks.${i}.note`, point === spoken ? 'Both were reached by a way of our own.' : ''],
    ])
    await this.act('lead', id, `/applications/${id}/checks`, Object.fromEntries(rows.flat()) as Fields)
    await this.look('lead-2', id)
    await this.judge(id)
  }

  /** Another lead looks at what one person alone has found. */
  async look(login: string, id: string): Promise<void> {
    const page = await (await this.browser(login)).get(`/applications/${id}/vetting`)
    const finding = hiddenField(page.text, 'finding')
    await this.act(login, id, `/applications/${id}/vetting/looks`, { finding })
  }

  /** Nothing we do could cost this person anything: mail to them goes on. */
  async judge(id: string): Promise<void> {
    const page = await (await this.browser('lead')).get(`/applications/${id}/vetting`)
    await this.act('lead', id, `/applications/${id}/vetting/harm`, judgedForm(page.text))
  }

  /** One proposes, another agrees. */
  async decide(id: string, move: string, first: string, second: string): Promise<void> {
    const memo = 'Nothing speaks against this person.'
    await this.act(first, id, `/applications/${id}/decisions`, { move, reason_class: 'strong', memo })
    const page = await (await this.browser(second)).get(`/applications/${id}`)
    const target = /action="([^"]*\/approvals)"/.exec(page.text)?.[1]
    if (!target) throw new Error('nothing_to_approve')
    await this.act(second, id, target, {})
  }

  async release(login: string): Promise<string> {
    const client = await this.browser(login)
    const page = await client.get('/releases?wave=main')
    const [form_token, digest] = [hiddenField(page.text, 'form_token'), hiddenField(page.text, 'digest')]
    const fields = { form_token, digest, wave: 'main' }
    return (await client.postAndFollow('/releases', fields)).text
  }
}

/** The version hidden in the form that posts to this address; forms without one send none. */
function versionIn(html: string, target: string): string {
  const form = html.split('<form').find((part) => part.includes(`action="${target}"`)) ?? ''
  return hiddenField(form, 'version')
}
