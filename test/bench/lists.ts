// The console's list over thousands of sealed files: opening them into a session, and a page of 50 filtered and sorted by ten at once.
import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { sealRecord } from '#platform/vault/record.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { hiddenField, WebClient } from '#test/support/web/client.js'
import type { World } from '#test/support/world.js'
import type { Started } from './process.js'
import type { Row } from './table.js'

// The machine's other work falls into some rounds: of three, two could have met it.
const rounds = 7
/** A server runs for weeks: what is measured is not the minute in which its code is compiled. */
export const warmingRounds = 4
const atOnce = 10
const pagesEach = 20
const countries = ['KE', 'UA', 'CO', 'IR', 'RU', 'EG', 'MM', 'PK']

/** Files in review whose contact and profile records are sealed as a submission seals them. */
export async function layFiles(world: World, files: number): Promise<void> {
  const lot = 500
  for (let from = 0; from < files; from += lot) {
    const ids = Array.from({ length: lot }, () => randomUUID())
    const records = ids.flatMap((owner, i) => {
      const name = `Person ${((from + i) * 7919) % files} of ${countries[i % countries.length]}`
      const profile = {
        country_of_residence: countries[i % countries.length],
        organisation: `House ${i}`,
        themes: ['law'],
      }
      const seal = (compartment: 'contact' | 'profile', schema: string, values: object, bytes: number) =>
        sealRecord({ owner, compartment, schema, version: 1 }, { values, answers: 'x'.repeat(bytes) }, [
          world.directory.compartmentKey(compartment),
        ])
      return [seal('contact', 'contact.rest', { display_name: name }, 600), seal('profile', 'profile', profile, 5000)]
    })
    await world.operator.query(
      `INSERT INTO app.application (id, edition_id, case_number, state, answer_language, submitted_week)
       SELECT id, $2, upper(left(replace(id::text, '-', ''), 12)), 'in_review', 'en', '2026-11-23' FROM unnest($1::uuid[]) id`,
      [ids, world.editionId],
    )
    await world.operator.query(
      `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bytea[])`,
      [
        records.map(({ id }) => id),
        records.map(({ owner }) => owner),
        records.map(({ compartment }) => compartment),
        records.map(({ schema }) => schema),
        records.map(({ version }) => version),
        records.map(({ body }) => body),
      ],
    )
    const wraps = records.flatMap(({ id, wraps: own }) => own.map((wrap) => ({ id, ...wrap })))
    await world.operator.query(
      'INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[])',
      [wraps.map(({ id }) => id), wraps.map(({ recipient }) => recipient), wraps.map(({ wrap }) => wrap)],
    )
  }
  await world.operator.query('ANALYZE')
}

/** A colleague's browser at the console on this port; it keeps its connections. */
export function browser(port: number, { session }: StaffActor): WebClient {
  const client = new WebClient(`http://127.0.0.1:${port}`, {}, new Agent({ keepAlive: true }))
  client.keep('console', session.token.toString('base64url'))
  return client
}

async function secondsOf(act: () => Promise<{ readonly status: number }>): Promise<number> {
  const began = performance.now()
  const { status } = await act()
  if (status !== 200) throw new Error(`list_${status}`)
  return (performance.now() - began) / 1000
}

/** Seconds of one address asked by ten at once, each time after time. */
export async function waitsOf(client: WebClient, address: string): Promise<number[]> {
  const waits: number[] = []
  const reader = async () => {
    for (let i = 0; i < pagesEach; i += 1) waits.push(await secondsOf(() => client.get(address)))
  }
  await Promise.all(Array.from({ length: atOnce }, reader))
  return waits
}

/** Seconds of one act while nine colleagues each ask a page a second. */
async function secondsAmongOthers(others: WebClient, address: string, act: () => Promise<{ readonly status: number }>) {
  const over = new AbortController()
  const colleague = async (place: number) => {
    await pause(place * 100)
    while (!over.signal.aborted) await Promise.all([secondsOf(() => others.get(address)), pause(1000)])
  }
  const working = Array.from({ length: atOnce - 1 }, (_, i) => colleague(i))
  await pause(1000)
  const seconds = await secondsOf(act)
  over.abort()
  await Promise.all(working)
  return seconds
}

export const p95Ms = (seconds: readonly number[]): number => {
  const sorted = seconds.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 0) * 1000
}

/** Of a console whose edition holds so many files, laid before. Limits are those of 5,000, and for more in proportion. */
export async function listRows(world: World, staff: Started, port: number, files: number): Promise<Row[]> {
  const opening: number[] = []
  const pages: number[] = []
  const memory: number[] = []
  const work: number[] = []
  const others = browser(port, await signedIn(world, 'lead'))
  for (let round = 1 - warmingRounds; round <= rounds; round += 1) {
    const first = browser(port, await signedIn(world, 'coordinator'))
    const opened = await secondsAmongOthers(others, '/applications', () => first.get('/applications?order=name'))
    const form = hiddenField((await first.get('/applications')).text, 'form_token')
    const search = (
      await first.post('/searches', { form_token: form, text: 'country:KE or name:"of UA"', order: 'name' })
    ).location
    await first.get(search)
    const byWork = '/applications?order=waiting&filter=state:in_review+reviews:%3C1+decision:none'
    const waits = await waitsOf(first, search)
    const workWaits = await waitsOf(first, byWork)
    // In the first round one session's files are held, later those of each.
    if (round === 1 - warmingRounds) memory.push(staff.residentMib())
    if (round < 1) continue
    opening.push(opened)
    pages.push(p95Ms(waits))
    work.push(p95Ms(workWaits))
  }
  const [times, named] = [files / 5000, files.toLocaleString('en')]
  const most = (what: string, unit: string, ours: number[], [must, goal]: readonly [number, number]): Row => ({
    what: `${what}, ${named} files`,
    unit,
    ours,
    must,
    goal,
    kind: 'most',
  })
  return [
    most('open the list into a session, nine others at work', 's', opening, [1.5 * times, 0.8 * times]),
    most('staff memory with it', 'MiB', memory, [130 + 120 * times, 120 + 80 * times]),
    most('page of 50 filtered and sorted, 10 at once, p95', 'ms', pages, [60 * times, 40 * times]),
    most('the same by staff’s work, 10 at once, p95', 'ms', work, [60 * times, 40 * times]),
  ]
}
