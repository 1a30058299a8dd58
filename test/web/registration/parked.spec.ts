import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestClock } from '#test/support/clock.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { accessKeys } from '#platform/vault/access.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  time = new TestClock(registration.clock, world.database)
}, 30_000)

afterAll(async () => {
  await time.reset()
  await registration.close()
  await world.end()
})

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Somebody with a page open and typed into, and the time they chose already over. */
async function idle(choice: string, awayMs: number) {
  const client = registration.visitor()
  await client.post('/en/code', {})
  const sheet = await client.get('/en/code')
  const code = /<p class="code"[^>]*><span>([^<]*)<\/span><span>([^<]*)<\/span>/.exec(sheet.text)
  await client.post('/en/code/keeping', { form_token: hiddenField(sheet.text, 'form_token'), idle: choice })
  await savePage(client, '/en/application/conference', { why_now: 'Saved before' })
  const page = await client.get('/en/application/conference')
  const typed = {
    form_token: hiddenField(page.text, 'form_token'),
    version: hiddenField(page.text, 'version'),
    why_now: 'Saved before, and typed on',
    offer: 'canary-parked',
  }
  await time.move(awayMs)
  return { client, code: `${code?.[1]}${code?.[2]}`, typed }
}

/** How many sessions of this person there are, and how many of them live. */
async function sessionsOf(code: string): Promise<[number, number]> {
  const lookup = accessKeys(code.replaceAll(/[^0-9A-Z]/g, '')).lookup
  const [row] = await world.operator.query<{ all: number; live: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE s.idle_until > app.now())::int AS live
     FROM app.session s JOIN app.access a USING (application_id) WHERE a.lookup = $1`,
    [lookup],
  )
  return [row?.all ?? 0, row?.live ?? 0]
}

const notSaved = 'This is over now, and what you had typed was not saved.'
const signIn = (client: WebClient, code: string) => client.post('/en/sign-in', { code })

describe('a page posted after the session has ended', () => {
  it.each([
    ['short', 16 * minuteMs],
    ['hour', 61 * minuteMs],
    ['long', 241 * minuteMs],
  ])(
    'U20 is kept and applied when the code is entered 23 hours after the page was opened (%s)',
    async (choice, awayMs) => {
      const { client, code, typed } = await idle(choice, awayMs)

      const posted = await client.post('/en/application/conference', typed)
      const asked = await client.get(posted.location)
      await time.move(23 * hourMs - awayMs)
      const back = await signIn(client, code)
      const shown = await client.get(back.location)
      await time.reset()

      expect([posted.location, back.location]).toEqual(['/en/sign-in?ended=kept', '/en/application/conference'])
      expect(asked.text).toContain('What you had typed is kept.')
      expect(shown.text).toContain('Saved before, and typed on')
      expect(shown.text).toContain('canary-parked')
    },
  )

  it('lies sealed in the database and is gone once it is applied', async () => {
    const { client, code, typed } = await idle('short', 16 * minuteMs)
    await client.post('/en/application/conference', typed)

    const [row] = await world.operator.query<{ body: Buffer }>('SELECT body FROM app.parked_save')
    await signIn(client, code)
    await time.reset()

    expect(row?.body.toString('latin1')).not.toContain('canary')
    expect((row?.body.length ?? 0) % 1024).toBe(40)
    expect(await world.operator.query('SELECT 1 FROM app.parked_save')).toEqual([])
  })

  it('is not given to another person who signs in at the same browser', async () => {
    const { client, typed } = await idle('short', 16 * minuteMs)
    await client.post('/en/application/conference', typed)
    const other = registration.visitor()
    const code = await begin(other)

    const back = await signIn(client, code)
    await time.reset()

    expect(back.location).toBe('/en/application')
    expect((await client.get('/en/application/conference')).text).not.toContain('canary-parked')
  })

  it('is kept for nobody without a session of their own, and 24 hours at most', async () => {
    const { client, code, typed } = await idle('short', 16 * minuteMs)
    await client.post('/en/application/conference', typed)
    const [before] = await world.operator.query<{ count: number }>('SELECT count(*)::int AS count FROM app.parked_save')
    const forged = registration.visitor()
    forged.keep('form', 'A'.repeat(43))
    const refused = await forged.post('/en/application/conference', typed)

    await time.move(24 * hourMs)
    await world.sql('app_worker').query('SELECT app.sessions_sweep()')
    const [after] = await world.operator.query<{ count: number }>('SELECT count(*)::int AS count FROM app.parked_save')
    const late = await signIn(client, code)
    const left = await client.get(late.location)
    await time.reset()

    expect(before?.count).toBeGreaterThan(0)
    expect([refused.status, after?.count, left.status]).toEqual([403, 0, 200])
    expect(left.text).toContain('Saved before</textarea>')
    expect(left.text).not.toContain('canary-parked')
  })

  it('U20 is told as not saved, once, where the edition was archived meanwhile', async () => {
    const { client, code, typed } = await idle('short', 16 * minuteMs)
    await client.post('/en/application/conference', typed)
    await world.operator.query('UPDATE app.edition SET archived_on = app.today()')

    const back = await signIn(client, code)
    const told = await client.get(back.location)
    const kept = await client.get('/en/application/conference')
    const rows = await world.operator.query('SELECT 1 FROM app.parked_save')
    const again = await signIn(client, code)
    await world.operator.query('UPDATE app.edition SET archived_on = NULL')
    await time.reset()

    expect([back.status, back.location]).toEqual([303, '/en/application?notice=edition_archived'])
    expect(told.text).toContain(notSaved)
    expect([kept.status, kept.text.includes('Saved before</textarea>'), rows]).toEqual([200, true, []])
    expect(kept.text).not.toContain('canary-parked')
    expect(again.location).not.toContain('notice')
  })

  it('waits on when saving it fails, and is applied at the next sign-in', async () => {
    const { client, code, typed } = await idle('short', 16 * minuteMs)
    await client.post('/en/application/conference', typed)
    const [, lives] = await sessionsOf(code)
    await world.operator.query(
      `ALTER TABLE sealed.draft ADD CONSTRAINT fault CHECK (section <> 'conference' OR version < 2) NOT VALID`,
    )

    const failed = await signIn(client, code)
    const between = await sessionsOf(code)
    await world.operator.query('ALTER TABLE sealed.draft DROP CONSTRAINT fault')
    const back = await signIn(client, code)
    const shown = await client.get(back.location)
    const rows = await world.operator.query('SELECT 1 FROM app.parked_save')
    await time.reset()

    expect([failed.status, lives, between[1]]).toEqual([500, 0, 0])
    expect(back.location).toBe('/en/application/conference')
    expect(shown.text).toContain('canary-parked')
    expect(rows).toEqual([])
  })

  it('is refused like any other when it holds a field the page does not ask for', async () => {
    const { client, typed } = await idle('short', 16 * minuteMs)

    const refused = await client.post('/en/application/conference', { ...typed, nationality: 'SE' })
    await time.reset()

    expect(refused.status).toBe(400)
  })
})
