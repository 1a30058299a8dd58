import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { criterionKeys } from '#domain/review/rubric.js'
import { TestClock } from '#test/support/clock.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let time: TestClock
const minute = 60_000

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  time = new TestClock(staff.clock, line.world.database)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []) => line.world.operator.query<T>(text, values)
const reviewOf = (id: string) => sql('SELECT state, version, scores FROM app.review WHERE application_id = $1', [id])

it('U20 REV-8 what was typed after the session ended is there to be copied, beside the draft, once the phase of readers ended too', async () => {
  const id = await line.inReview()
  await line.given(id, 'reader-1')
  await line.door.review.run(line.as('reader-1'), id, { ...fullReview, comment: 'Sooner', submit: false })
  const client = staff.visitor()
  await client.post('/sign-in', staff.signInOf('reader-1'))
  const { text } = await client.get(`/applications/${id}`)
  const [token, profile] = [hiddenField(text, 'form_token'), hiddenField(text, 'profile')]
  const scores = Object.fromEntries(criterionKeys.map((key) => [key, '4']))
  const typed = { ...scores, version: '1', profile, eligibility: 'yes', comment: 'canary-late', act: 'submit' }
  const saved = await reviewOf(id)
  await time.move(31 * minute)
  await client.post(`/applications/${id}/reviews`, { ...typed, form_token: token })
  await sql(
    `INSERT INTO app.phase (edition_id, wave, kind, starts_on) SELECT id, 'main', 'release', app.today() FROM app.edition`,
  )

  const back = await client.post('/sign-in', staff.signInOf('reader-1'))
  const shown = await client.get(back.location)
  const [closed, kept] = [await client.get(`/applications/${id}`), await reviewOf(id)]
  await sql('DELETE FROM app.phase')
  const form_token = hiddenField(shown.text, 'form_token')
  await client.post(`/applications/${id}/reviews`, { ...typed, form_token })

  expect([back.location, hiddenField(shown.text, 'comment'), closed.status]).toEqual(['/parked', 'canary-late', 404])
  expect([saved, kept]).toEqual([[expect.objectContaining({ state: 'draft', version: 1 })], saved])
  expect(await reviewOf(id)).toEqual([expect.objectContaining({ state: 'submitted', version: 2 })])
})

it('REV-8 what is sent in a live session as the phase of readers ends is kept for its author alone, and a file taken from them keeps nothing', async () => {
  const [id, taken] = [await line.inReview(), await line.inReview()]
  for (const one of [id, taken]) await line.given(one, 'reader-2')
  const client = await staff.browserOf('reader-2')
  const { text } = await client.get(`/applications/${id}`)
  const [form_token, profile] = [hiddenField(text, 'form_token'), hiddenField(text, 'profile')]
  const scores = Object.fromEntries(criterionKeys.map((key) => [key, '4']))
  const typed = {
    ...scores,
    version: '0',
    profile,
    eligibility: 'yes',
    comment: 'canary-live words',
    act: 'submit',
    form_token,
  }
  await sql(
    `INSERT INTO app.phase (edition_id, wave, kind, starts_on) SELECT id, 'main', 'release', app.today() FROM app.edition`,
  )
  await sql(
    `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'unassigned' WHERE application_id = $1 AND role = 'reviewer'`,
    [taken],
  )

  const gone = await client.post(`/applications/${taken}/reviews`, { ...typed, comment: 'canary-gone words' })
  const none = await client.get('/parked')
  const sent = await client.post(`/applications/${id}/reviews`, typed)
  const shown = await client.get(sent.location)
  const counted = await reviewOf(id)
  await sql('DELETE FROM app.phase')
  const again = await client.post(`/applications/${id}/reviews`, {
    ...typed,
    comment: hiddenField(shown.text, 'comment'),
  })

  expect([gone.status, none.text.includes('Nothing is kept for you.')]).toEqual([404, true])
  expect([sent.status, sent.location, counted]).toEqual([303, '/parked', []])
  expect(shown.text).toMatch(/<blockquote dir="auto"><p>canary-live words<\/p>/)
  expect([again.status, await reviewOf(id)]).toEqual([303, [expect.objectContaining({ state: 'submitted' })]])
})
