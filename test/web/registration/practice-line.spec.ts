import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { invitedApplicant, press, sentApplication, waitlistedApplicant } from '#test/support/people/applicant.js'
import { linkHolder } from '#test/support/people/link-holder.js'
import { partnerAndNominee } from '#test/support/nomination/people.js'
import { begin, type Registration, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => login === 'coordinator'))
  registration = await startRegistration(world)
}, 60_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const lines = {
  en: '<p class="practice">Practice: write nothing real.</p>',
  ar: '<p class="practice">نسخة للتدريب: لا تُكتب هنا معلومات حقيقية.</p>',
}

/** Addresses of all pages in a language, as this person may ask for them. */
const pagesIn = (lang: string, { message, link }: { message: string; link: string }): string[] =>
  routesOf(registration.app)
    .filter(({ method, path }) => method === 'GET' && path.startsWith('/:lang'))
    .map(({ path }) =>
      path
        .replace(':lang', lang)
        .replace(/:(section|key)/, 'contact')
        .replace(':id', message)
        .replace(':token', link)
        .replace(':place', '1')
        .replace(':papers', 'copy'),
    )

/** Pages that came with a whole page of HTML, by address; those that lead elsewhere are left out. */
async function shownTo(client: WebClient, targets: readonly string[]): Promise<Map<string, string>> {
  const shown = new Map<string, string>()
  for (const target of targets) {
    const { status, text } = await client.get(target)
    if (status !== 303) shown.set(`${target} ${status}`, text)
  }
  return shown
}

// The answers as a file hold what the person wrote, and nothing of ours.
const isFile = (target: string): boolean => /\/answers\.(txt|json) 200$/.test(target)

const silent = (shown: ReadonlyMap<string, string>, line: string): string[] =>
  [...shown].flatMap(([target, text]) => (text.split(line).length === 2 || isFile(target) ? [] : [target]))

describe.each(['en', 'ar'] as const)('in a practice copy every page in %s', (lang) => {
  it('says in its language that nothing real is to be written, to a visitor, an applicant, a delegate, a referee, a partner and a nominee', async () => {
    const applicant = registration.visitor()
    await begin(applicant, lang)
    const { client: delegate, id } = await invitedApplicant({ registration, world }, `LINE-${lang}`)
    const [message] = await world.operator.query<{ id: string }>(
      'SELECT id FROM app.message WHERE application_id = $1',
      [id],
    )
    await press(delegate, '/en/home', `/en/messages/${message?.id}/opening`)
    const holder = await linkHolder({ registration, world }, `HELD-${lang}`)
    const named = await partnerAndNominee({ registration, world }, `NAMED-${lang}`)
    const keeper = await sentApplication({ registration, world }, `KEPT-${lang}`, { keep_copy: 'yes' })
    const again = `/${lang}/code/again/copy`
    await press(keeper.client, again, again, { code: keeper.code })
    const targets = pagesIn(lang, { message: message?.id ?? '', link: holder.token })
    const invited = await shownTo(delegate, targets)
    await press(delegate, '/en/reply', '/en/reply', { answer: 'confirm' })
    const seen = [
      await shownTo(registration.visitor(), targets),
      await shownTo(applicant, targets),
      await shownTo(delegate, targets),
      invited,
      await shownTo(keeper.client, targets),
      await shownTo((await waitlistedApplicant({ registration, world }, `WAIT-${lang}`)).client, targets),
      await shownTo(holder.referee, targets),
      await shownTo(holder.applicant.client, targets),
      ...(await Promise.all(named.map((client) => shownTo(client, targets)))),
    ]

    expect(seen.flatMap((shown) => silent(shown, lines[lang]))).toEqual([])
    const reached = new Set(seen.flatMap((shown) => [...shown.keys()].filter((one) => one.endsWith(' 200'))))
    const notReached = targets.filter((target) => !reached.has(`${target} 200`))
    expect(notReached).toEqual([])
  })

  it('says so on the pages of what went wrong too', async () => {
    const client = registration.visitor()
    await begin(client, lang)
    const token = hiddenField((await client.get(`/${lang}/application/contact`)).text, 'form_token')
    const origin = registration.address
    const form = { origin, 'content-type': 'application/x-www-form-urlencoded' }
    const target = `/${lang}/application/contact`
    const answers = [
      await client.get(`/${lang}/nowhere`),
      await client.post(target, { form_token: 'x' }),
      await client.post(target, { form_token: token, passport: 'x' }),
      await client.send('POST', target, { origin, 'content-type': 'text/plain' }, 'x'),
      await client.send('POST', target, form, 'a'.repeat(300_000)),
      await client.post(`/${lang}/sign-in`, { code: 'x' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 403, 400, 415, 413, 422])
    expect(answers.map(({ text }) => text.includes(lines[lang]))).toEqual(answers.map(() => true))
  })
})
