import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Audit } from '#platform/audit/audit.js'
import { Keyring } from '#platform/vault/keyring.js'
import { completeAnswers } from '#test/support/answers.js'
import { until } from '#test/support/until.js'
import { RegistrationProcess } from '#test/support/web/registration-process.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const rounds = 6
const perRound = 4
let world: World
let running: RegistrationProcess

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  running = await RegistrationProcess.on(world)
}, 60_000)

afterAll(async () => {
  await running.end('SIGTERM')
  await world.end()
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const call = (method: string, at: string, body: unknown, token = '') =>
  running.visitor().json(method, `/api/v1/${at}`, body, { 'if-match': '"0"', ...(token && bearer(token)) })

/** A whole draft, ready to be sent; its bearer token. */
async function readyDraft(mark: string): Promise<string> {
  const { token } = JSON.parse((await call('POST', 'applications', {})).text) as { token: string }
  for (const [key, answers] of Object.entries(completeAnswers(mark)))
    await call('PUT', `sections/${key}`, { answers }, token)
  return token
}

const readyDrafts = (mark: string): Promise<string[]> =>
  Promise.all(Array.from({ length: perRound }, (_, i) => readyDraft(`${mark}-${i}`)))

/** True when the answer was yes and arrived. */
const isAcknowledged = (token: string): Promise<boolean> =>
  call('POST', 'submission', {}, token).then(
    ({ status }) => status === 201,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'ECONNREFUSED') return false
      throw error
    },
  )

const sessionsOfPublicApp = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app_registration' AND datname = $1`
const asSuperuser = async (text: string, values: unknown[]): Promise<void> => {
  const { default: pg } = await import('pg')
  const admin = new pg.Client({ connectionString: world.database.url('postgres') })
  await admin.connect()
  await admin.query(text, values)
  await admin.end()
}

/** Everything a submission leaves or takes away, counted for each application. */
const traces = () =>
  world.operator.query<{ id: string; state: string; traces: string }>(
    `SELECT a.id, a.state, concat_ws(' ',
       'drafts', (SELECT count(*) FROM sealed.draft d WHERE d.application_id = a.id),
       'records', (SELECT count(*) FROM sealed.record r WHERE r.owner_id = a.id),
       'wraps', (SELECT count(*) FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id WHERE r.owner_id = a.id),
       'moves', (SELECT count(*) FROM app.history h WHERE h.application_id = a.id),
       'mails', (SELECT count(*) FROM app.outbox o WHERE o.application_id = a.id AND o.kind = 'mail'),
       'messages', (SELECT count(*) FROM app.message m WHERE m.application_id = a.id),
       'seals', (SELECT count(*) FROM audit.pending p WHERE p.object_id = a.id::text AND p.verb = 'application.sealed')) AS traces
     FROM app.application a ORDER BY a.id`,
  )

const whole = 'drafts 0 records 7 wraps 7 moves 1 mails 1 messages 1 seals 1'
const none = `drafts ${Object.keys(completeAnswers('x')).length + 1} records 0 wraps 0 moves 0 mails 0 messages 0 seals 0`

describe('a submission', () => {
  it('happens whole or not at all, however often process and database connections die meanwhile', async () => {
    const drafts: { token: string; isKept: boolean }[] = []
    for (let round = 0; round < rounds; round += 1) {
      const tokens = await readyDrafts(`KILL-${round}`)
      const answers = Promise.all(tokens.map(isAcknowledged))
      await pause(round * 4)
      if (round % 3 === 2) await asSuperuser(sessionsOfPublicApp, [world.database.name])
      else await running.end('SIGKILL')
      for (const [i, isKept] of (await answers).entries()) drafts.push({ token: tokens[i] ?? '', isKept })
      await running.end('SIGTERM')
      await running.start()
    }

    const rows = await traces()
    const torn = rows.filter((row) => row.traces !== (row.state === 'submitted' ? whole : none))
    const sent = rows.filter(({ state }) => state === 'submitted').length
    const acknowledged = drafts.filter(({ isKept }) => isKept).length
    expect([rows.length, torn]).toEqual([rounds * perRound, []])
    // Some of each, or this run has tried nothing.
    expect([sent < rows.length, acknowledged > 0, acknowledged <= sent]).toEqual([true, true, true])
    for (const { token, isKept } of drafts.filter((draft) => draft.isKept))
      expect([isKept, (await call('GET', 'home', undefined, token)).status]).toEqual([true, 200])

    for (const { token } of drafts) expect((await call('POST', 'submission', {}, token)).status).toBe(201)
    expect((await traces()).filter((row) => row.state !== 'submitted' || row.traces !== whole)).toEqual([])
    expect(await openedByLead((await traces()).map(({ id }) => id))).toBe(rounds * perRound)
  }, 240_000)

  it('is not made by half a request, and is made whole when only the answer is lost', async () => {
    const [half = '', deaf = ''] = await readyDrafts('DROP')
    const before = await traces()

    await cutOff(half, { sent: 1, of: 2 })
    expect(await traces()).toEqual(before)
    await cutOff(deaf, { sent: 2, of: 2 })
    await until('the submission whose caller hung up is there', async () => (await newlySent(before)).length === 1)

    expect(await newlySent(before)).toEqual([whole])
    expect((await call('POST', 'submission', {}, half)).status).toBe(201)
  }, 60_000)
})

const newlySent = async (before: readonly { id: string; state: string }[]): Promise<string[]> => {
  const drafts = new Set(before.filter(({ state }) => state === 'draft').map(({ id }) => id))
  return (await traces()).flatMap((row) => (row.state === 'submitted' && drafts.has(row.id) ? [row.traces] : []))
}

/** Sends so many of the two bytes of `{}` and hangs up without waiting for an answer. */
async function cutOff(token: string, { sent, of }: { sent: number; of: number }): Promise<void> {
  const headers = { ...bearer(token), 'content-type': 'application/json', 'content-length': of }
  const sending = request({ ...running.address, method: 'POST', path: '/api/v1/submission', headers })
  sending.on('error', () => undefined)
  // Flushed: what was sent has left, whatever the machine does meanwhile.
  await new Promise((resolve) => sending.write('{}'.slice(0, sent), resolve))
  await pause(sent === of ? 2 : 50)
  sending.destroy()
  await pause(100)
}

/** How many profiles a keeper opens. */
async function openedByLead(owners: readonly string[]): Promise<number> {
  const staff = await world.as('app_staff')
  const keyring = new Keyring(staff, world.directory, new Audit(staff))
  const about = { verb: 'profile.opened', objectId: owners[0] ?? '' }
  return (await keyring.open(await world.holder('lead'), about, { owners, schemas: ['profile'] })).length
}
