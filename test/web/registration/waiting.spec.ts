import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PhaseNotices } from '#features/application/worker/phase-notices.job.js'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { wordsFor } from '#words/index.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
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
