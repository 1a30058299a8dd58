import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { criterionKeys } from '#domain/review/rubric.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let time: TestClock
const minute = 60_000
const hour = 60 * minute

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  time = new TestClock(staff.clock, line.world.database)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const whole = Object.fromEntries(criterionKeys.map((key) => [key, '4']))

/** A reader with the page of a file open and written into; half an hour without a press has passed. */
async function lateReader() {
  const id = await line.inReview()
  const reader = line.as('reader-1')
  await line.door.assign.run(line.as('coordinator'), id, { accountId: reader.accountId, role: 'reviewer' })
  await line.door.conflict.run(reader, id, 'none')
  // Time only goes on here: a code of the authenticator opens one session.
  await time.move(minute)
  const client = staff.visitor()
  await signIn(client, 'reader-1')
  const { text } = await client.get(`/applications/${id}`)
  const own = { form_token: hiddenField(text, 'form_token'), version: '0', profile: hiddenField(text, 'profile') }
  const typed = { ...own, ...whole, eligibility: 'yes', comment: 'canary-late' }
  await time.move(31 * minute)
  return { id, client, typed, target: `/applications/${id}/reviews` }
}

const signIn = (client: WebClient, login: string) => client.post('/sign-in', staff.signInOf(login))
const reviewOf = async (id: string) =>
  line.world.operator.query('SELECT state, eligibility, scores, version FROM app.review WHERE application_id = $1', [
    id,
  ])
const pressed = (act: string) => ({ act })

describe('a review posted after the session has ended', () => {
  it('U20 is kept, and handed in when its author signs in 23 hours after the page was opened', async () => {
    const { id, client, typed, target } = await lateReader()

    const posted = await client.post(target, { ...typed, ...pressed('submit') })
    const asked = await client.get(posted.location)
    const before = await reviewOf(id)
    const [row] = await line.world.operator.query<{ parked: Buffer }>(
      'SELECT parked FROM app.staff_session WHERE parked IS NOT NULL',
    )
    await time.move(23 * hour - 31 * minute)
    const back = await signIn(client, 'reader-1')
    const shown = await client.get(back.location)

    expect([posted.location, before]).toEqual(['/sign-in?ended=kept', []])
    expect(asked.text).toContain('Your review is kept for a day.')
    expect(row?.parked.toString('latin1')).not.toContain('canary')
    expect(back.location).toBe(`/applications/${id}?done=review_submitted`)
    expect(shown.text).toContain('canary-late')
    const scores = Object.fromEntries(criterionKeys.map((key) => [key, 4]))
    expect(await reviewOf(id)).toEqual([{ state: 'submitted', eligibility: 'yes', scores, version: 1 }])
    expect(await line.world.operator.query('SELECT 1 FROM app.staff_session WHERE parked IS NOT NULL')).toEqual([])
  })

  it('U20 becomes a draft over what another window saved since', async () => {
    const { id, client, typed, target } = await lateReader()
    await client.post(target, { ...typed, ...pressed('submit') })
    const other = await staff.browserOf('reader-1')
    const { text } = await other.get(`/applications/${id}`)
    const token = hiddenField(text, 'form_token')
    await other.post(target, { ...typed, form_token: token, comment: 'Sooner', ...pressed('draft') })

    const back = await signIn(client, 'reader-1')
    const shown = await client.get(back.location)

    expect(back.location).toBe(`/applications/${id}?done=review_saved`)
    expect(shown.text).toContain('canary-late')
    expect(await reviewOf(id)).toEqual([expect.objectContaining({ state: 'draft', version: 2 })])
  })

  it('is given to nobody else at the same browser, and to nobody after a day', async () => {
    const first = await lateReader()
    await first.client.post(first.target, { ...first.typed, ...pressed('submit') })
    const stranger = await signIn(first.client, 'reader-2')
    const second = await lateReader()
    await second.client.post(second.target, { ...second.typed, ...pressed('submit') })
    await time.move(24 * hour)
    const late = await signIn(second.client, 'reader-1')
    await line.world.sql('app_worker').query('SELECT app.sessions_sweep()')

    expect([stranger.location, late.location]).toEqual(['/', '/'])
    expect([await reviewOf(first.id), await reviewOf(second.id)]).toEqual([[], []])
    expect(await line.world.operator.query('SELECT 1 FROM app.staff_session WHERE parked IS NOT NULL')).toEqual([])
  })

  it('is refused like any other when the form is not ours, and kept for no forged session', async () => {
    const { id, client, typed, target } = await lateReader()
    const forged = staff.visitor()
    forged.keep('console', 'A'.repeat(43))

    const strange = await client.post(target, { ...typed, ...pressed('submit'), nationality: 'SE' })
    const foreign = await forged.post(target, { ...typed, ...pressed('submit') })
    const confirming = await client.post(`${target}/confirmation`, { form_token: typed.form_token, profile: '1' })

    expect([strange.status, foreign.status, confirming.location]).toEqual([400, 403, '/sign-in?ended=yes'])
    expect(await reviewOf(id)).toEqual([])
  })
})
