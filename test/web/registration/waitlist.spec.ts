import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AskInterest } from '#features/waitlist/worker/ask-interest.job.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { press, sentApplication, waitlistedApplicant } from '#test/support/people/applicant.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { wordsFor } from '#words/index.js'

const day = 86_400_000

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
    await time.move(30 * day)
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
