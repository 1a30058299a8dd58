import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PhaseNotices } from '#features/application/worker/phase-notices.job.js'
import { AskInterest } from '#features/waitlist/worker/ask-interest.job.js'
import { Clock } from '#platform/clock/clock.js'
import { wordsFor } from '#words/index.js'
import { TestClock } from '#test/support/clock.js'
import { press, sentApplication, waitlistedApplicant } from '#test/support/people/applicant.js'
import { hiddenField } from '#test/support/web/client.js'
import { begin, type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  time = new TestClock(new Clock(), world.database)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const waits = (mark: string) => waitlistedApplicant({ registration, world }, mark)
const interest = (id: string) =>
  world.operator.query(
    `SELECT nth, answered_week = date_trunc('week', app.today())::date AS week FROM app.waitlist_interest WHERE application_id = $1`,
    [id],
  )

describe('somebody on the waitlist', () => {
  it('reads on the home page and a page of its own that this is not a refusal, in both directions', async () => {
    const { client } = await waits('LISTED')

    for (const lang of ['en', 'ar'] as const) {
      const words = wordsFor(lang)
      const home = await client.get(`/${lang}/home`)
      const page = await client.get(`/${lang}/waitlist`)

      expect(home.text).toContain(words('waitlist_page.title'))
      expect(page.text).toContain(words('waitlist_page.lead'))
      expect(page.text).toContain(words('waitlist_page.known'))
      expect(page.text).toContain(`href="/${lang}/replacement/short-notice"`)
      expect(page.text).not.toContain(words('waitlist_page.yes'))
    }
  })

  it('says whether short notice would do, and may say otherwise while waiting', async () => {
    const { client, id } = await waits('SHORT')
    const answer = (value: string) =>
      press(client, '/en/replacement/short-notice', '/en/replacement/short-notice', {
        version: '1',
        can_travel_at_short_notice: value,
      })
    const first = await answer('yes')
    const second = await client.get('/en/replacement/short-notice')

    expect(first.status).toBe(200)
    expect(second.text).toContain('Could you travel if we told you only three weeks before?')
    expect(
      await world.operator.query('SELECT section, compartments FROM app.section_version WHERE application_id = $1', [
        id,
      ]),
    ).toEqual([{ section: 'short-notice', compartments: ['contact'] }])
  })

  it('is asked after 30 days, finds the question and one button, and is not asked again after pressing it', async () => {
    const { client, id } = await waits('ASKED')
    await time.move(30 * 86_400_000)
    await world.operator.query(`UPDATE app.session SET idle_until = 'infinity', ends_at = 'infinity'`)
    await new AskInterest(world.sql('app_worker')).run()

    const home = await client.get('/en/home')
    const answered = await press(client, '/en/waitlist', '/en/waitlist')

    expect(home.text).toContain('<a class="main" href="/en/waitlist">Do you still want to come?</a>')
    expect(home.text).toMatch(/messages\/[0-9a-f-]{36}\/opening"[^>]*>(?:(?!<\/form>).)*Do you still want to come\?/)
    expect(answered.text).toContain('We know that you want to come.')
    expect(await interest(id)).toEqual([{ nth: 1, week: true }])
    expect((await client.get('/en/home')).text).not.toContain('<a class="main" href="/en/waitlist">')
    expect(registration.log.join('')).not.toMatch(new RegExp(`${id}|interest_question`))
    await time.reset()
  })

  it('is nobody else: the page is not there for who does not wait', async () => {
    const { client } = await sentApplication({ registration, world }, 'OTHER')

    expect([
      (await client.get('/en/waitlist')).status,
      (await client.get('/en/home')).text.includes('/en/waitlist'),
    ]).toEqual([404, false])
  })
})

const dayIn = async (days: number): Promise<string> =>
  (await world.operator.query<{ day: string }>(`SELECT (app.today() + $1::integer)::text AS day`, [days]))[0]?.day ?? ''
const plan = (kind: string, from: number, to: number) =>
  world.operator.query(
    `INSERT INTO app.phase (edition_id, kind, starts_on, ends_on) VALUES ($1, $2, app.today() + $3::integer, app.today() + $4::integer)`,
    [world.editionId, kind, from, to],
  )

describe('somebody who waits', () => {
  it('reads on the sheet, the receipt and the home page when to look in again', async () => {
    await plan('collecting', -3, 12)
    const client = registration.visitor()
    await client.post('/en/code', {})
    const sheet = await client.get('/en/code')
    const person = await sentApplication({ registration, world }, 'LOOKIN')

    const sent = await person.client.get('/en/sent')
    const home = await person.client.get('/ar/home')

    const day = await dayIn(19)
    expect(sheet.text).toContain(wordsFor('en').date(day))
    expect(sent.text).toContain(wordsFor('en').date(day))
    expect(home.text).toContain(wordsFor('ar').date(day))
  })

  it('finds one message for each phase, with its last day and a rounded number', async () => {
    const person = await sentApplication({ registration, world }, 'PHASE')
    await world.operator.query(
      `INSERT INTO app.application (edition_id, state, case_number) SELECT $1, 'submitted', 'n' || i FROM generate_series(1, 2996) i`,
      [world.editionId],
    )
    await world.operator.query(`UPDATE app.phase SET ends_on = app.today() - 1`)
    await plan('screening', 0, 20)
    const job = new PhaseNotices(world.sql('app_worker'))
    await job.run()
    await job.run()

    const home = await person.client.get('/en/home')
    const [, id] =
      /action="\/en\/messages\/([0-9a-f-]{36})\/opening"[^>]*>(?:(?!<\/form>).)*Where things stand/.exec(home.text) ??
      []
    const opened = await press(person.client, '/en/home', `/en/messages/${id}/opening`)
    const arabic = await person.client.get(`/ar/messages/${id}`)

    expect(home.text.match(/Where things stand/g)).toHaveLength(1)
    expect(opened.text).toContain('We are now checking that each application is complete.')
    expect(opened.text.replace(/[\u2068\u2069]/g, '')).toContain(
      `This goes on until ${wordsFor('en').date(await dayIn(20))}.`,
    )
    expect(opened.text).toContain('About 3,000 people wait for an answer')
    expect(arabic.text).toContain('نتأكد الآن من اكتمال كل طلب.')
    expect(arabic.text).toContain('3,000')
  })
})

const kinds = async (id: string) =>
  (
    await world.operator.query<{ kind: string }>(
      'SELECT kind FROM app.flag WHERE application_id = $1 AND lifted_on IS NULL ORDER BY kind',
      [id],
    )
  ).map(({ kind }) => kind)

describe('pausing', () => {
  it('stops everything by one button and goes on by another', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'PAUSE')

    const paused = await press(client, '/en/pause', '/en/pause', { act: 'set' })
    const during = await kinds(id)
    const goneOn = await press(client, '/en/pause', '/en/pause', { act: 'lift' })

    expect(paused.text).toContain('Everything is paused')
    expect(during).toEqual(['paused'])
    expect(goneOn.text).not.toContain('Everything is paused')
    expect(await kinds(id)).toEqual([])
  })

  it('has no page before something was sent', async () => {
    const client = registration.visitor()
    await begin(client)

    expect((await client.get('/en/pause')).status).toBe(404)
  })
})

describe('the quiet signal', () => {
  it('leaves every page as it was, to the last byte', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'SIGNAL')
    const targets = ['/en/home', '/ar/home', '/en/pause', '/en/withdrawal', '/en/new-code', '/en/sent']
    const pages = async () => Promise.all(targets.map(async (target) => (await client.get(target)).text))
    const before = await pages()

    const token = hiddenField(before[0] ?? '', 'form_token')
    const pressed = await client.postAndFollow('/en/home', { form_token: token })

    expect(before[0]).toContain('Something is not right')
    expect(pressed.text).toBe(before[0])
    expect(await pages()).toEqual(before)
    expect(await kinds(id)).toEqual(['duress'])
    expect(registration.log.join('')).not.toMatch(/signal|duress/)
  })

  it('cannot be taken back by the person, pause or not', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'STAYS')
    const token = hiddenField((await client.get('/en/home')).text, 'form_token')
    await client.post('/en/home', { form_token: token })

    await press(client, '/en/pause', '/en/pause', { act: 'set' })
    await press(client, '/en/pause', '/en/pause', { act: 'lift' })

    expect(await kinds(id)).toEqual(['duress'])
  })
})
