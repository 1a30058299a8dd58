import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ExpireReferences } from '#features/reference/worker/expire-references.job.js'
import { TestClock } from '#test/support/clock.js'
import { openLinkPage, postReference, refereeWorld, wholeReference } from '#test/support/people/referee.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { hiddenField } from '#test/support/web/client.js'
import { usualStaff } from '#test/support/world.js'

let running: RunningWorld
let at: Awaited<ReturnType<typeof refereeWorld>>
let clock: TestClock
const day = 86_400_000

beforeAll(async () => {
  running = await runningWorld(usualStaff)
  at = await refereeWorld(running)
  clock = new TestClock(running.registration.clock, running.world.database)
}, 60_000)

afterAll(() => running.end())

const visitor = () => running.registration.visitor()
const stateOf = async (id: string) => (await at.rowsOf(id)).map(({ state }) => state)

/** A file whose referees were asked; the first referee's token, and that of a browser that pressed its button. */
async function asked(mark: string, shown = 'name_only') {
  const usual = { referees: [1, 2].map((place) => refereeOf(mark, place as 1 | 2)), may_show_referee: shown }
  const person = await at.inVetting(mark, { references: usual })
  const outcome = await at.ask.run(at.lead, person.id)
  if (!outcome.ok) throw new Error(outcome.code)
  const token = await at.tokenFor(at.addressOf(mark, 1))
  const referee = visitor()
  const form = await openLinkPage(referee, token)
  return { ...person, token, referee, form }
}

const refereeOf = (mark: string, place: 1 | 2) => ({
  name: `${mark}-ref-${place}`,
  relation: `${mark}-relation`,
  language: 'ar',
  channel: at.addressOf(mark, place),
})

const ownPages = ['/en/home', '/en/application', '/en/application/contact', '/en/answers', '/en/reply', '/en/people/1']

describe('a referee’s link', () => {
  it('VIS-8 shows the questions and the name the applicant allows, and nothing else of the file', async () => {
    const { form: opened, referee, id } = await asked('QZVISA')
    const { operator } = running.world
    const [row] = await operator.query<{ case_number: string }>(
      `WITH tagged AS (INSERT INTO app.file_tag (application_id, code, owner_id, author_id)
         SELECT $1, t.code, CASE WHEN t.is_private THEN s.id END, s.id FROM app.staff_account s,
           (VALUES ('qzvisa-seen', false), ('qzvisa-own', true)) t (code, is_private) WHERE s.login = 'lead')
       SELECT case_number FROM app.application WHERE id = $1`,
      [id],
    )
    const form = await referee.get('/en/reference')

    expect([opened.status, form.status]).toEqual([200, 200])
    expect(form.text).toContain('Amal QZVISA-name')
    const rest = form.text.replaceAll('Amal QZVISA-name', '')
    expect(rest).not.toMatch(/QZVISA/i)
    for (const hidden of [row?.case_number ?? '', id, 'Vetting', 'Kenya', 'KE"']) expect(rest).not.toContain(hidden)
    for (const page of ownPages) expect((await referee.get(page)).location).toMatch(/^\/en\/sign-in/)
  })

  it('VIS-8 edits nothing of the file, whatever is posted with the session it opened', async () => {
    const { form, referee, id } = await asked('QZEDIT')
    const stands = () =>
      running.world.operator.query(
        `SELECT a.state, a.version, (SELECT array_agg(r.id::text || r.version ORDER BY 1) FROM sealed.record r WHERE r.owner_id = a.id) AS records,
           (SELECT array_agg(f.id ORDER BY 1) FROM app.reference f WHERE f.application_id = a.id) AS asked
         FROM app.application a WHERE a.id = $1`,
        [id],
      )
    const before = await stands()
    const fields = { form_token: hiddenField(form.text, 'form_token'), version: '1', display_name: 'QZOTHER' }
    const acts = [
      'application/contact',
      'replacement/contact',
      'submission',
      'reply',
      'people/1',
      'consents',
      'withdrawal',
    ]
    const answers = []
    for (const act of acts) answers.push(await referee.post(`/en/${act}`, fields))

    expect(answers.map(({ location }) => location)).toEqual(acts.map(() => '/en/sign-in?ended=yes'))
    expect(await stands()).toEqual(before)
  })

  it('VIS-8 names the organisation only where the applicant said so', async () => {
    const { form } = await asked('QZORG', 'name_and_organisation')

    expect(form.text).toContain('QZORG-organisation')
    expect(form.text.match(/QZORG/g)).toHaveLength(2)
  })

  it('is looked at by a scanner without anything happening, and opens again after a lost connection', async () => {
    const { token, id } = await asked('QZSCAN')

    for (const method of ['GET', 'GET', 'HEAD']) {
      const scanned = await visitor().send(method, `/en/link/${token}`, {})
      expect([scanned.status, scanned.headers['set-cookie']]).toEqual([200, undefined])
    }
    expect(await stateOf(id)).toEqual(['asked', 'asked'])
    expect((await openLinkPage(visitor(), token)).status).toBe(200)
    expect((await openLinkPage(visitor(), token, 'ar')).text).toContain('dir="rtl"')
  })

  it('says the same of unknown, used, ended and expired links, and of asking for a fresh one', async () => {
    const [used, ended, expired] = [await asked('QZUSED'), await asked('QZENDED'), await asked('QZEXPIRED')]
    expect((await postReference(used.referee, wholeReference('QZUSED'))).location).toBe('/en/reference/sent')
    await running.world.operator.query(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [ended.id])
    await running.world.operator.query('UPDATE app.link SET expires_on = app.today() - 1 WHERE application_id = $1', [
      expired.id,
    ])
    const unknown = 'AAAAAAAAAAAAAAAAAAAAAA'

    const pages = []
    for (const token of [unknown, 'QZNOLINK', used.token, ended.token, expired.token]) {
      const [looked, pressed] = [
        await visitor().get(`/en/link/${token}`),
        await visitor().post(`/en/link/${token}`, {}),
      ]
      const renewed = await visitor().post(`/en/link/${token}/renewal`, {})
      pages.push([
        looked.status,
        pressed.status,
        looked.text.replaceAll(token, ''),
        pressed.text.replaceAll(token, ''),
        renewed.status,
        renewed.location,
      ])
    }

    expect(pages[0]?.slice(0, 2)).toEqual([404, 404])
    expect(pages[0]?.slice(4)).toEqual([303, '/en/link-asked'])
    for (const page of pages) expect(page).toEqual(pages[0])
    const tasks = await running.world.operator.query<{ application_id: string }>(
      `SELECT application_id FROM app.staff_task WHERE kind = 'link_renewal'`,
    )
    expect(tasks).toEqual([{ application_id: expired.id }])
  })
})

describe.each([
  ['en', 'QZFORMEN', 'Error:'],
  ['ar', 'QZFORMAR', 'خطأ:'],
] as const)('the reference form without scripts (%s)', (lang, mark, errorTitle) => {
  it('keeps what was typed when something is missing, and when the language changes, and is sent once', async () => {
    const { token, id } = await asked(mark)
    const referee = visitor()
    const { text: form } = await openLinkPage(referee, token, lang)
    expect(hiddenField(form, 'confidential')).toBe('confidential')

    const unfit = await postReference(referee, { example_of_work: `${mark}-kept`, how_know: 'other' }, lang)
    expect([unfit.status, unfit.text.includes(`<title>${errorTitle}`)]).toEqual([422, true])
    for (const path of ['how_know_more', 'since_when', 'verify_me_by.channel', 'conflict_of_interest']) {
      expect(unfit.text).toContain(`href="#${path}"`)
    }
    expect(unfit.text).toContain(`${mark}-kept</textarea>`)
    const other = lang === 'en' ? 'ar' : 'en'
    const switched = await postReference(referee, { example_of_work: `${mark}-kept`, language: other }, lang)
    expect(switched.text).toContain(`<html lang="${other}"`)
    expect(switched.text).toContain(`${mark}-kept</textarea>`)
    expect(switched.text).toContain(`action="/${other}/reference"`)
    expect(await stateOf(id)).toEqual(['asked', 'asked'])

    const sent = await postReference(referee, wholeReference(mark), lang)
    const again = await referee.post(`/${lang}/reference`, wholeReference(mark))
    expect([sent.status, sent.location]).toEqual([303, `/${lang}/reference/sent`])
    expect([again.status, again.location]).toEqual([303, `/${lang}/reference/ended`])
    expect(referee.cookies.size).toBe(0)
    expect(await stateOf(id)).toEqual(['answered', 'asked'])
    expect((await referee.get(`/${lang}/reference/sent`)).status).toBe(200)
  })
})

describe('a referee', () => {
  it('VIS-9 says no and then yes by the same link: both rows are kept and the request is open again', async () => {
    const { referee, id, token } = await asked('QZNO')
    const page = await referee.get('/en/reference/decline')
    const pressed = hiddenField(page.text, 'form_token')

    const declined = await referee.postAndFollow('/en/reference/decline', { form_token: pressed })
    const after = await stateOf(id)
    const other = visitor()
    const reopened = await openLinkPage(other, token)
    const accepted = await other.postAndFollow('/en/reference/acceptance', {
      form_token: hiddenField(reopened.text, 'form_token'),
    })

    expect([declined.text.includes('You said no'), reopened.text.includes('You said no')]).toEqual([true, true])
    expect([after, await stateOf(id)]).toEqual([
      ['declined', 'asked'],
      ['asked', 'asked'],
    ])
    expect(accepted.text).toContain('Send my answers')
    const steps = await running.world.operator.query(
      `SELECT s.move FROM app.reference_step s JOIN app.reference r ON r.id = s.reference_id
       WHERE r.application_id = $1 AND r.position = 1 ORDER BY s.version`,
      [id],
    )
    expect(steps).toEqual([{ move: 'ask' }, { move: 'decline' }, { move: 'accept_again' }])
  })

  it('VIS-9 whose link is too old gets a fresh one to the contact on file, and the old one stays dead', async () => {
    const { id, token, referee } = await asked('QZOLD')
    await clock.move(22 * day)
    await new ExpireReferences(running.world.sql('app_worker')).run()
    const ended = await referee.get('/en/reference')
    await visitor().post(`/en/link/${token}/renewal`, {})
    const tasks = await at.tasksOf(id)
    const [row] = await running.world.operator.query<{ id: string; version: number }>(
      'SELECT id, version FROM app.reference WHERE application_id = $1 AND position = 1',
      [id],
    )
    const stale = await at.ask.again(at.lead, id, { referenceId: row?.id ?? '', version: 1 })
    const renewed = await at.ask.again(at.lead, id, { referenceId: row?.id ?? '', version: row?.version ?? 0 })
    const fresh = await at.tokenFor(at.addressOf('QZOLD', 1), 2)

    expect(ended.location).toBe('/en/reference/ended')
    expect([tasks, await at.tasksOf(id)]).toEqual([['link_renewal', 'voucher_needed'], ['voucher_needed']])
    expect([stale.ok, renewed.ok, fresh === token]).toEqual([false, true, false])
    expect((await visitor().get(`/en/link/${token}`)).status).toBe(404)
    expect((await openLinkPage(visitor(), fresh)).text).toContain('Amal QZOLD-name')
    expect(await stateOf(id)).toEqual(['asked', 'expired'])
    await clock.reset()
  })

  it('who signs in with a code afterwards has an applicant’s session and no link, and the other way round', async () => {
    const { client, token, referee } = await asked('QZBOTH')
    const applicant = await client.get('/en/reference')
    await openLinkPage(client, token)
    const swapped = await client.get('/en/home')
    const wrongToken = await referee.post('/en/reference/decline', {})

    expect(applicant.location).toBe('/en/reference/ended')
    expect(swapped.location).toMatch(/^\/en\/sign-in/)
    expect(wrongToken.status).toBe(403)
  })
})
