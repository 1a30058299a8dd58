import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { checkPoints } from '#domain/vetting/clearing.js'
import { ExpireReferences } from '#features/reference/worker/expire-references.job.js'
import { RemindReferees } from '#features/reference/worker/remind-referees.job.js'
import { completeAnswers } from '#test/support/answers.js'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { Clocks, TestClock } from '#test/support/clock.js'
import { press } from '#test/support/people/applicant.js'
import { openLinkPage, postReference, refereeWorld, wholeReference } from '#test/support/people/referee.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { until } from '#test/support/until.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { usualStaff } from '#test/support/world.js'
import { Office } from './staff-acts.js'

const mark = 'QZSILENT'
const day = 86_400_000
const named = { name: `${mark}-third`, relation: 'neighbour', language: 'en', channel: 'qzsilent-three@example.net' }

// Case 8 of the stories: one referee answers, the other is silent, the third says no, a colleague vouches.
describe('a referee who never answers', () => {
  let running: RunningWorld
  let at: Awaited<ReturnType<typeof refereeWorld>>
  let office: Office
  let clock: TestClock
  let code: string
  let id: string
  const seen: string[] = []

  beforeAll(async () => {
    running = await runningWorld(usualStaff)
    at = await refereeWorld(running)
    office = new Office(running.staff)
    clock = new TestClock(new Clocks([running.registration.clock, running.staff.clock]), running.world.database)
  }, 60_000)

  afterAll(() => running.end())

  const remind = () => new RemindReferees(running.world.sql('app_worker')).run()
  const states = async () => (await at.rowsOf(id)).map(({ position, state }) => `${position} ${state}`)

  /** The applicant signs in anew, as they would on another day. */
  async function signedIn(): Promise<WebClient> {
    const client = running.registration.visitor()
    await client.post('/en/sign-in', { code })
    return client
  }

  /** The lead posts a form of the references page in a session of this day. */
  async function leadActs(what: string, fields: Record<string, string> = {}) {
    const lead = await running.staff.browserOf('lead')
    const page = await lead.get(`/applications/${id}/references`)
    const own = { form_token: hiddenField(page.text, 'form_token') }
    return lead.postAndFollow(`/applications/${id}/references/${what}`, { ...own, ...fields })
  }

  it('is asked with the other one, who answers', async () => {
    const person = await at.inVetting(mark)
    id = person.id
    code = person.code
    // Sessions end before the last day of this story.
    await new Office(running.staff).judge(id)
    await leadActs('requests')
    const referee = running.registration.visitor()
    seen.push((await openLinkPage(referee, await at.tokenFor(at.addressOf(mark, 1)))).text)
    await postReference(referee, wholeReference(`${mark}-said`))

    expect(await states()).toEqual(['1 answered', '2 asked'])
    expect((await person.client.get('/en/home')).text).toMatch(
      /First person<\/dt><dd>Answered[\s\S]*Second person<\/dt><dd>Asked/,
    )
  }, 30_000)

  it('is reminded on day 3, 7 and 12, and the applicant may name another person from then on', async () => {
    const offers: boolean[] = []
    for (const [days, mails] of [
      [3, 2],
      [4, 3],
      [4, 3],
      [1, 4],
    ] as const) {
      await clock.move(days * day)
      await remind()
      await remind()
      await until(`${mails} mails`, () => at.mailsTo(at.addressOf(mark, 2)).length === mails)
      offers.push((await (await signedIn()).get('/en/home')).text.includes('href="/en/people/2"'))
    }

    expect(offers).toEqual([false, false, false, true])
    expect(at.mailsTo(at.addressOf(mark, 1))).toHaveLength(1)
  }, 30_000)

  it('is replaced: the old link dies, the new person is asked', async () => {
    const silent = await at.tokenFor(at.addressOf(mark, 2), 4)
    const client = await signedIn()
    const unfit = await press(client, '/en/people/2', '/en/people/2', { 'referee.name': named.name })
    const fields = Object.fromEntries(Object.entries(named).map(([name, value]) => [`referee.${name}`, value]))
    const home = await press(client, '/en/people/2', '/en/people/2', fields)

    expect([unfit.status, unfit.text.includes('href="#referee.channel"')]).toEqual([422, true])
    expect(unfit.text).toContain(`value="${named.name}"`)
    expect(home.text).toContain('You named another person. They will be asked.')
    expect(home.text).not.toMatch(/QZSILENT|people\/2/)
    expect((await client.get('/en/people/2')).status).toBe(404)
    expect((await running.registration.visitor().get(`/en/link/${silent}`)).status).toBe(404)
    expect(await at.tasksOf(id)).toEqual(['referee_named'])

    const asked = await leadActs('requests')
    expect(asked.text).toContain(named.name)
    expect([await states(), await at.tasksOf(id)]).toEqual([['1 answered', '2 replaced', '2 asked'], []])
  }, 30_000)

  it('is followed by one who says no: two failures, and a voucher is asked for', async () => {
    const referee = running.registration.visitor()
    seen.push((await openLinkPage(referee, await at.tokenFor(named.channel))).text)
    const declined = await press(referee, '/en/reference/decline', '/en/reference/decline')
    seen.push(declined.text)

    expect(declined.text).toContain('You said no')
    expect(await at.tasksOf(id)).toEqual(['voucher_needed'])
    expect((await (await signedIn()).get('/en/home')).text).toMatch(/Second person<\/dt><dd>Said no/)
  })

  it('keeps nobody from the board: a colleague vouches, two people clear the file', async () => {
    const voucher = { vouched_kind: 'staff', vouched_name: `${mark}-voucher`, vouched_how: `${mark}-known` }
    await leadActs('vouchers', { ...voucher, vouched_on: '2026-01-02' })
    const rows = checkPoints.map((point, i) => {
      const isCovered = point >= 2 && point <= 5
      return [
        [`checks.${i}.point`, String(point)],
        [`checks.${i}.result`, isCovered ? 'covered_by_voucher' : 'fits'],
        [`checks.${i}.evidence`, isCovered ? 'E4' : 'E1'],
      ]
    })
    await office.act(
      'lead',
      id,
      `/applications/${id}/checks`,
      Object.fromEntries(rows.flat()) as Record<string, string>,
    )
    await office.decide(id, 'clear', 'lead', 'lead-2')
    const file = await (await office.browser('lead')).get(`/applications/${id}`)

    expect(file.text).toMatch(/E4: a member of staff vouched on \S?2 January 2026/)
    expect(await running.world.operator.query('SELECT state FROM app.application WHERE id = $1', [id])).toEqual([
      { state: 'board' },
    ])
    await clock.move(30 * day)
    await new ExpireReferences(running.world.sql('app_worker')).run()
    await remind()
    expect(await at.tasksOf(id)).toEqual([])
  }, 30_000)

  it('and everybody else learn nothing from pages, mails, logs and tables', async () => {
    const answers = completeAnswers(mark)
    const secret = [
      `${mark}-safety`,
      `${mark}-summary`,
      `${mark}-organisation`,
      `${mark}-word`,
      `${mark}-said`,
      `${mark}-third`,
      `${mark}-voucher`,
    ]
    const typed = JSON.stringify(answers)
    const place = (name: string, text: string) => ({ name, bytes: Buffer.from(text) })
    const mails = running.trap
      .messages()
      .map(({ raw }) => raw)
      .join()
    const pages = seen.join()

    expect(secret.slice(0, 4).filter((word) => !typed.includes(word))).toEqual([])
    expect(findCanaries([place('pages', pages), place('mails', mails)], secret)).toEqual([])
    expect(pages.replaceAll(`Amal ${mark}-name`, '')).not.toMatch(/QZSILENT|Kenya|Rwanda/)
    expect(
      findCanaries([...(await dumpDatabase(running.world.database)), place('log', running.log().join())], [mark]),
    ).toEqual([])
    expect(pages).toContain(`Amal ${mark}-name`)
  }, 30_000)
})
