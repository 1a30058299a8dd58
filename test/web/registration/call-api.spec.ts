import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { tracks } from '#domain/application/tracks.js'
import { TestClock } from '#test/support/clock.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let time: TestClock
let edition: { closesAt: Date; arrivalOn: string }
const dayMs = 86_400_000

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  time = new TestClock(registration.clock, world.database)
  const [row] = await world.operator.query<typeof edition>(
    `SELECT w.closes_at AS "closesAt", e.arrival_on::text AS "arrivalOn" FROM app.call_window w JOIN app.edition e ON e.id = w.edition_id`,
  )
  edition = row ?? { closesAt: new Date(0), arrivalOn: '' }
}, 60_000)

beforeEach(() => time.reset())

afterAll(async () => {
  await registration.close()
  await world.end()
})

async function asked(): Promise<unknown> {
  const { status, headers, text } = await registration.visitor().json('GET', '/api/v1/call', undefined)
  expect([status, headers['set-cookie']]).toEqual([200, undefined])
  return JSON.parse(text)
}

const nothing = { closes_at: null, arrival_on: null, tracks: null, offers_remote: null }

describe('APP-6 the call, asked over the API by somebody without a code', () => {
  it('is told as the start page and the first questions tell it', async () => {
    const told = await asked()
    const page = await registration.visitor().get('/en')

    expect(told).toEqual({
      is_open: true,
      takes_late_codes: false,
      closes_at: edition.closesAt.toISOString(),
      arrival_on: edition.arrivalOn,
      tracks: [...tracks],
      offers_remote: true,
    })
    expect(page.text).toContain('Start a new application')
  })

  it('names only what the edition offers, and no last day where there is none', async () => {
    await world.operator.query(`UPDATE app.form_template SET tracks = '{law,media}', offers_remote = false`)
    await world.operator.query('DELETE FROM app.edition_form')
    await world.operator.query('UPDATE app.call_window SET closes_at = NULL')
    await time.move(2000)

    const told = await asked()
    const page = await registration.visitor().get('/en')
    await world.operator.query('UPDATE app.call_window SET closes_at = $1', [edition.closesAt])

    expect(told).toEqual({
      is_open: true,
      takes_late_codes: false,
      closes_at: null,
      arrival_on: edition.arrivalOn,
      tracks: ['law', 'media'],
      offers_remote: false,
    })
    expect(page.text).toContain('No last day is set yet.')
  })

  it('says once it is closed only that, and that a code for late entry may be used, as the page does', async () => {
    await time.moveTo(new Date(edition.closesAt.getTime() + 60_000))

    const told = await asked()
    const page = await registration.visitor().get('/en')

    expect(told).toEqual({ is_open: false, takes_late_codes: true, ...nothing })
    expect(page.text).toContain('If you were given a code for late entry')
  })

  it('says nothing at all while no edition is planned', async () => {
    await time.move(400 * dayMs)

    const told = await asked()
    const page = await registration.visitor().get('/en')

    expect(told).toEqual({ is_open: false, takes_late_codes: false, ...nothing })
    expect(page.text).toContain('This form is closed now.')
    expect(page.text).not.toContain('late entry')
  })
})
