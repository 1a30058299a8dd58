import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { criterionKeys } from '#domain/review/rubric.js'
import { ParkedPages } from '#features/staff/staff/parked-pages.js'
import { newSessionToken, readSessionToken } from '#platform/vault/session-box.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let time: TestClock
const [minute, hour] = [60_000, 3_600_000]

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
  const typed = { ...own, ...whole, eligibility: 'yes', comment: 'canary-late', note: 'canary-aside' }
  await time.move(31 * minute)
  return { id, client, typed, target: `/applications/${id}/reviews` }
}

const signIn = (client: WebClient, login: string) => client.post('/sign-in', staff.signInOf(login))
const reviewOf = async (id: string) =>
  line.world.operator.query('SELECT state, eligibility, scores, version FROM app.review WHERE application_id = $1', [
    id,
  ])
const count = async (which: string): Promise<number | undefined> => {
  const query = `SELECT count(*)::int AS found FROM app.staff_session s JOIN app.staff_account a ON a.id = s.account_id WHERE ${which}`
  return (await line.world.operator.query<{ found: number }>(query))[0]?.found
}
const parkedNow = () => count('s.parked IS NOT NULL')
const liveNow = () => count(`a.login = 'reader-1' AND s.idle_until > app.now() AND s.ends_at > app.now()`)
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
    for (const typedWord of ['canary-late', 'canary-aside']) expect(shown.text).toContain(typedWord)
    const scores = Object.fromEntries(criterionKeys.map((key) => [key, 4]))
    expect(await reviewOf(id)).toEqual([{ state: 'submitted', eligibility: 'yes', scores, version: 1 }])
    expect(await line.world.operator.query('SELECT 1 FROM app.staff_session WHERE parked IS NOT NULL')).toEqual([])
  })

  it.each([
    ['draft', 'Where the two differ, choose below.'],
    ['submitted', 'What you typed is not saved'],
  ])('U20 is put beside what another window made a review that is %s since', async (state, said) => {
    const { id, client, typed, target } = await lateReader()
    await client.post(target, { ...typed, ...pressed('submit') })
    const other = await staff.browserOf('reader-1')
    const form_token = hiddenField((await other.get(`/applications/${id}`)).text, 'form_token')
    await other.post(target, { ...typed, form_token, comment: 'Sooner', act: state === 'draft' ? 'draft' : 'submit' })

    const back = await signIn(client, 'reader-1')
    const shown = await client.get(back.location)
    const own = hiddenField(shown.text, 'form_token')
    const asked = await client.post(target, { ...typed, ...pressed('submit'), form_token: own })

    expect([back.location, hiddenField(shown.text, 'comment')]).toEqual(['/parked', 'canary-late'])
    expect([asked.status, asked.text.includes(said), asked.text.includes('canary-late')]).toEqual([422, true, true])
    expect(await reviewOf(id)).toEqual([expect.objectContaining({ state, version: 1 })])
  })

  it('U20 is there to be copied where the file has moved on since', async () => {
    const { id, client, typed, target } = await lateReader()
    await client.post(target, { ...typed, ...pressed('submit') })
    await line.move('coordinator', id, 'shortlist')
    const shown = await client.get((await signIn(client, 'reader-1')).location)
    expect([hiddenField(shown.text, 'comment'), await reviewOf(id)]).toEqual(['canary-late', []])
    await client.post('/parked/removals', { form_token: hiddenField(shown.text, 'form_token') })
  })

  it('U20 lies where it was when the save fails, and is handed in at the next sign-in', async () => {
    const { id, client, typed, target } = await lateReader()
    await client.post(target, { ...typed, ...pressed('submit') })
    const held = client.cookies.get('console')
    await line.world.operator.query('ALTER TABLE app.review ADD CONSTRAINT no_more CHECK (version < 0) NOT VALID')

    const failed = await signIn(client, 'reader-1')
    const [kept, live, saved] = [await parkedNow(), await liveNow(), await reviewOf(id)]
    await line.world.operator.query('ALTER TABLE app.review DROP CONSTRAINT no_more')
    await time.move(minute)
    const back = await signIn(client, 'reader-1')

    expect([failed.status, failed.headers['set-cookie'], kept, live, saved]).toEqual([500, undefined, 1, 0, []])
    expect(failed.text).not.toContain('canary')
    expect(held).not.toBe(client.cookies.get('console'))
    expect(back.location).toBe(`/applications/${id}?done=review_submitted`)
    expect(await reviewOf(id)).toEqual([expect.objectContaining({ state: 'submitted', version: 1 })])
    expect(await parkedNow()).toBe(0)
  })

  it('U20 is told as lost, once, where the edition was archived meanwhile', async () => {
    const { id, client, typed, target } = await lateReader()
    await client.post(target, { ...typed, ...pressed('submit') })
    await line.world.operator.query('UPDATE app.edition SET archived_on = app.today()')

    const back = await signIn(client, 'reader-1')
    const shown = await client.get(back.location)
    await line.world.operator.query('UPDATE app.edition SET archived_on = NULL')
    await time.move(minute)
    const later = await signIn(client, 'reader-1')

    expect([back.location, shown.status]).toEqual(['/?notice=edition_archived', 200])
    expect(shown.text).toContain('What you had typed was not saved, because this edition is archived.')
    expect(later.location).toBe('/')
    expect([await parkedNow(), await reviewOf(id)]).toEqual([0, []])
  })

  it('keeps nobody from signing in once it no longer fits the page', async () => {
    const { id, client } = await lateReader()
    const old = readSessionToken(client.cookies.get('console') ?? '') ?? newSessionToken()
    await staff.app
      .get(ParkedPages, { strict: false })
      .park(old, { path: `/applications/${id}/reviews`, body: { gone: 'yes' } })
    const lay = await parkedNow()

    const back = await signIn(client, 'reader-1')

    expect([lay, back.status, back.location]).toEqual([1, 303, '/'])
    expect([await parkedNow(), await reviewOf(id)]).toEqual([0, []])
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

    const to = encodeURIComponent(`/applications/${id}`)
    expect([strange.status, foreign.status, confirming.location]).toEqual([400, 403, `/sign-in?ended=yes&to=${to}`])
    expect(await reviewOf(id)).toEqual([])
  })
})

describe('what else was written when the session has ended', () => {
  /** A colleague who was away for half an hour, on whatever page. */
  async function late(login: string) {
    await time.move(minute)
    const client = staff.visitor()
    await signIn(client, login)
    const form_token = hiddenField((await client.get('/sessions')).text, 'form_token')
    await time.move(31 * minute)
    return { client, form_token }
  }
  const notesOf = (id: string) =>
    line.world.operator.query('SELECT point FROM app.vetting_finding WHERE application_id = $1', [id])

  it('U20 is shown to its author after signing in, and sent by a button; until then nothing is saved', async () => {
    const id = await line.inVetting()
    const { client, form_token } = await late('lead')
    const check = { 'checks.0.point': '6', 'checks.0.result': 'fits', 'checks.0.evidence': 'E3' }
    const typed = { ...check, 'checks.0.note': 'canary of two\nlines' }

    const posted = await client.post(`/applications/${id}/checks`, { form_token, ...typed })
    const asked = await client.get(posted.location)
    const [row] = await line.world.operator.query<{ parked: Buffer }>(
      'SELECT parked FROM app.staff_session WHERE parked IS NOT NULL',
    )
    const back = await signIn(client, 'lead')
    const shown = await client.get(back.location)
    const before = await notesOf(id)
    const fields = Object.fromEntries(Object.keys(typed).map((name) => [name, hiddenField(shown.text, name)]))
    const sent = await client.postAndFollow(`/applications/${id}/checks`, {
      form_token: hiddenField(shown.text, 'form_token'),
      ...fields,
    })

    expect([posted.location, back.location]).toEqual(['/sign-in?ended=typed', '/parked'])
    expect(asked.text).toContain('What you typed is kept for a day.')
    expect(row?.parked.toString('latin1')).not.toContain('canary')
    expect(shown.text).toContain('<p>canary of two</p><p>lines</p>')
    expect([before, fields]).toEqual([[], typed])
    expect(sent.text).toContain('The checklist was saved.')
    expect(await notesOf(id)).toEqual([{ point: 6 }])
    await client.post('/parked/removals', { form_token: hiddenField(shown.text, 'form_token') })
    expect([(await client.get('/parked')).text.includes('Nothing is kept for you.'), await parkedNow()]).toEqual([
      true,
      0,
    ])
  })

  it.each([
    ['coordinator', 'questions', { version: '1', sections: 'story', text: 'canary text' }],
    ['reader-1', 'concerns', { concern_text: 'canary text' }],
    ['board-1', 'decisions', { version: '1', move: 'release_reject', reason_class: 'other', memo: 'canary text' }],
    ['security', 'vetting/harm', { 'items.0.note': 'canary text' }],
  ])('U20 is kept of %s: %s', async (login, act, fields: Record<string, string>) => {
    const { client, form_token } = await late(login)

    const posted = await client.post(`/applications/${await line.applied()}/${act}`, { form_token, ...fields })
    const back = await signIn(client, login)

    expect([posted.location, back.location]).toEqual(['/sign-in?ended=typed', '/parked'])
    expect((await client.get('/parked')).text).toContain('canary text')
  })

  it('is no press of a button, and nobody else’s', async () => {
    const id = await line.applied()
    const { client, form_token } = await late('coordinator-2')
    const pressedOnly = await client.post(`/applications/${id}/moves`, { form_token, version: '1', move: 'pass' })
    await client.post(`/applications/${id}/questions`, { form_token, version: '1', text: 'canary text' })
    const stranger = await signIn(client, 'lead-2')

    expect(pressedOnly.location).toBe(`/sign-in?ended=yes&to=${encodeURIComponent(`/applications/${id}`)}`)
    expect([stranger.location, (await client.get('/parked')).text.includes('canary')]).toEqual(['/', false])
  })

  it('leaves the session it is shown in one of two, like any other', async () => {
    const { client, form_token } = await late('lead-2')
    await client.post(`/applications/${await line.applied()}/questions`, { form_token, text: 'canary text' })
    await signIn(client, 'lead-2')
    for (let more = 0; more < 2; more += 1) {
      await time.move(minute)
      await signIn(staff.visitor(), 'lead-2')
    }

    expect(await count(`a.login = 'lead-2' AND s.idle_until > app.now() AND s.ends_at > app.now()`)).toBe(2)
    expect((await client.get('/parked')).status).toBe(303)
  })

  it('is read after a step-up too, and gone with the session it was shown in', async () => {
    const { client, form_token } = await late('desk')
    await client.post(`/desk/cases/${await line.applied()}/steps`, { form_token, note: 'canary text' })
    await signIn(client, 'desk')
    await time.move(minute)
    const asked = await client.get('/step-up')
    const { password, code } = staff.signInOf('desk')
    await client.post('/step-up', { form_token: hiddenField(asked.text, 'form_token'), password, code })
    const shown = await client.get('/parked')
    await time.move(31 * minute)
    const again = await signIn(client, 'desk')

    expect(shown.text).toContain('canary text')
    expect([again.location, (await client.get('/parked')).text.includes('canary')]).toEqual(['/', false])
  })
})
