// Behind `npm run bench`: every figure beside its limit, measured in the same run, interleaved, medians with min–max.
import pg from 'pg'
import { startRunCluster } from '#test/support/cluster.js'
import { freePort, WebClient } from '#test/support/web/client.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'
import { actRows } from './acts.js'
import { assignmentRows } from './assignment.js'
import { likenessRows } from './likeness.js'
import { boardRows } from './board.js'
import { fire, fireAt, type Shot, type Volley } from './load.js'
import { layFiles, listRows } from './lists.js'
import { type Shape, plainSchema } from './plain.js'
import { readyDrafts } from './submissions.js'
import { applicantRows } from './pages.js'
import { startProcess, type Started } from './process.js'
import { selectionRows } from './selection.js'
import { printed, type Row } from './table.js'

// A whole collection of the server's memory falls into some rounds and not into others: three could be all of one sort.
const rounds = 7
const shotsPerRound = 400
const warmingVolleys = 5
const connections = 16
const text = JSON.stringify({ text: 'x'.repeat(6000) })

type App = 'registration' | 'staff' | 'worker'

/** What one process is given, as the launcher gives it. */
function environment(world: World, app: App, port: number): Record<string, string> {
  const own = {
    registration: { PORT: String(port), MAIL_FROM: 'updates@example.org' },
    staff: { PORT: String(port) },
    worker: {
      HEALTH_PORT: String(port),
      MAIL_FROM: 'updates@example.org',
      SMTP_URL: 'smtp://127.0.0.1:9',
      WORKER_SECRETS: `${world.keyFolder}/worker`,
    },
  }
  return {
    MODE: 'local',
    DATABASE_URL: world.database.url(`app_${app}`),
    KEY_DIRECTORY: `${world.keyFolder}/directory.json`,
    ROOT_PUBLIC_KEY: world.rootPublicKey,
    REGISTRATION_HOSTS: `127.0.0.1:${port}`,
    STAFF_HOST: `127.0.0.1:${port}`,
    ...own[app],
  }
}

async function prepareBare(world: World): Promise<void> {
  const admin = new pg.Client({ connectionString: world.database.url('postgres') })
  await admin.connect()
  await admin.query(`CREATE SCHEMA bare; CREATE TABLE bare.application (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), body text NOT NULL);
    CREATE TABLE bare.outbox (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), application_id uuid NOT NULL, class text NOT NULL)`)
  await admin.query(plainSchema)
  // Codes are made in one burst here; the limit that guards a real server would only slow the preparation.
  await admin.query(`CREATE OR REPLACE FUNCTION app.rate_take(p_name text, p_size integer, p_seconds integer) RETURNS boolean
    LANGUAGE sql AS $$ SELECT true $$`)
  await admin.end()
}

/** What a draft and a sent application hold: so much, and no less, the plain handler reads and keeps too. */
async function shapeOf(world: World): Promise<Shape> {
  const admin = new pg.Client({ connectionString: world.database.url('postgres') })
  await admin.connect()
  // 44 bytes of a sealed body are version, nonce, tag, quotes and the mark of the padding.
  const records = await admin.query<{ bytes: number; wraps: number }>(`SELECT length(r.body) - 44 AS bytes,
      (SELECT count(*)::integer FROM wraps.dek_wrap w WHERE w.record_id = r.id) AS wraps
    FROM sealed.record r WHERE r.owner_id = (SELECT a.id FROM app.application a WHERE a.state = 'submitted' LIMIT 1)`)
  const sections = await admin.query<{ bytes: number }>(`SELECT length(d.body) - 44 AS bytes FROM sealed.draft d
    WHERE d.application_id = (SELECT a.id FROM app.application a WHERE a.state = 'draft' LIMIT 1)`)
  await admin.end()
  return { records: records.rows, sections: sections.rows.map(({ bytes }) => bytes) }
}

type Side = 'ours' | 'plain' | 'bare'
const answered: Readonly<Record<Side, number>> = { ours: 201, plain: 201, bare: 303 }

/** One volley at each of the three, each with drafts or bodies of its own. */
async function volley(world: World, ports: Readonly<Record<Side, number>>): Promise<Record<Side, Volley>> {
  const json = { 'content-type': 'application/json' }
  const shot: Shot = { path: '/submission', headers: json, body: text }
  const same = Array.from({ length: shotsPerRound }, () => shot)
  const drafts = await readyDrafts(world.database.url('app_registration'), shotsPerRound)
  await fire(ports.plain, [{ path: '/drafts', headers: json, body: JSON.stringify({ count: shotsPerRound }) }], 1, 200)
  const one = async (side: Side): Promise<Volley> => {
    const result = await fire(ports[side], side === 'ours' ? drafts : same, connections, answered[side])
    if (result.wrong > 0) throw new Error(`wrong answers: ${side} ${result.wrong}`)
    return result
  }
  return { ours: await one('ours'), plain: await one('plain'), bare: await one('bare') }
}

/** What preparing left to be written is written now: a checkpoint of a real server falls every five minutes, not after each round. */
async function settle(world: World): Promise<void> {
  const admin = new pg.Client({ connectionString: world.database.url('postgres') })
  await admin.connect()
  await admin.query('CHECKPOINT')
  await admin.end()
}

async function submitRows(world: World, ports: Readonly<Record<Side, number>>): Promise<Row[]> {
  // A server runs for weeks, and what compiles its code sees a rush after hours: what is measured is not its first minute.
  for (let i = 0; i < warmingVolleys; i += 1) await volley(world, ports)
  const volleys: Record<Side, Volley>[] = []
  const steady: Volley[] = []
  for (let round = 0; round < rounds; round += 1) {
    volleys.push(await volley(world, ports))
    const calm = await readyDrafts(world.database.url('app_registration'), shotsPerRound)
    await settle(world)
    steady.push(await fireAt(ports.ours, calm, 200, 201))
  }
  const rates = (side: Side) => volleys.map((of) => of[side].rate)
  const submit = { unit: '/s', ours: rates('ours'), kind: 'ratio' } as const
  const plainly = 'submit, 16 connections, beside the same read, sealed and written plainly'
  return [
    { ...submit, what: plainly, bare: rates('plain'), must: 0.4, goal: 0.65 },
    { ...submit, what: 'the same, beside two bare rows', bare: rates('bare') },
    { ...submit, what: 'the plain way, beside two bare rows', ours: rates('plain'), bare: rates('bare') },
    {
      what: 'submit p99 at 200/s',
      unit: 'ms',
      ours: steady.map(({ p99Ms }) => p99Ms),
      must: 25,
      goal: 10,
      kind: 'most',
    },
  ]
}

async function startRows(world: World, app: App, memoryMust: number, memoryGoal: number): Promise<Row[]> {
  const starts: number[] = []
  const memory: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const port = await freePort()
    const started = await startProcess(`apps/${app}/src/main.js`, port, environment(world, app, port))
    starts.push(started.startMs / 1000)
    await new WebClient(`http://127.0.0.1:${port}`).get(app === 'worker' ? '/health/live' : '/')
    memory.push(started.residentMib())
    await started.stop()
  }
  return [
    { what: `${app}: start to first answer`, unit: 's', ours: starts, must: 1.5, goal: 0.9, kind: 'most' },
    { what: `${app}: memory after it`, unit: 'MiB', ours: memory, must: memoryMust, goal: memoryGoal, kind: 'most' },
  ]
}

/** A world of its own: what applicants' rows left behind would be in the lists. */
async function consoleRows(files: number): Promise<Row[]> {
  const world = await practiceWorld(usualStaff)
  await layFiles(world, files)
  const port = await freePort()
  const staff = await startProcess('apps/staff/src/main.js', port, environment(world, 'staff', port))
  try {
    const lists = await listRows(world, staff, port, files)
    return files > 5000 ? lists : [...lists, ...(await actRows(world, port))]
  } finally {
    await staff.stop()
    await world.end()
  }
}

/** Registration beside the same in plain ways, and what its pages weigh and take. */
async function registrationRows(): Promise<Row[]> {
  const world = await practiceWorld()
  const running: Started[] = []
  try {
    await prepareBare(world)
    const ports = { ours: await freePort(), plain: await freePort(), bare: await freePort() }
    const { ours, plain, bare } = ports
    running.push(await startProcess('apps/registration/src/main.js', ours, environment(world, 'registration', ours)))
    const [first] = await readyDrafts(world.database.url('app_registration'), 2)
    await fire(ours, first ? [first] : [], 1, answered.ours)
    const rival = (port: number) => ({ PORT: String(port), DATABASE_URL: world.database.url('postgres') })
    const shape = JSON.stringify(await shapeOf(world))
    running.push(await startProcess('test/bench/plain.js', plain, { ...rival(plain), SHAPE: shape }))
    running.push(await startProcess('test/bench/bare.js', bare, rival(bare)))
    return [...(await submitRows(world, ports)), ...(await applicantRows(ours))]
  } finally {
    await Promise.all(running.map((app) => app.stop()))
    await world.end()
  }
}

async function processRows(): Promise<Row[]> {
  const world = await practiceWorld()
  const rows = [
    ...(await startRows(world, 'registration', 120, 100)),
    ...(await startRows(world, 'staff', 150, 120)),
    ...(await startRows(world, 'worker', 150, 120)),
  ]
  await world.end()
  return rows
}

/** By the name that `npm run bench -- <name>` takes; without one, all of them. */
const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
  registration: registrationRows,
  assignment: assignmentRows,
  likeness: likenessRows,
  selection: selectionRows,
  console: () => consoleRows(5000),
  large: () => consoleRows(20_000),
  board: boardRows,
  processes: processRows,
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !parts[name])
  if (unknown) throw new Error(`no part is called ${unknown}: ${Object.keys(parts).join(', ')}`)
  const cluster = await startRunCluster({ durable: true })
  try {
    const rows: Row[] = []
    for (const [name, measure] of Object.entries(parts)) {
      if (asked.length === 0 || asked.includes(name)) rows.push(...(await measure()))
    }
    console.log(printed(rows))
  } finally {
    await cluster.stop()
  }
}

await main()
