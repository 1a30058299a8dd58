// Behind `npm run bench`: every figure beside its limit, measured in the same run, interleaved, medians with min–max.
import pg from 'pg'
import { startRunCluster } from '#test/support/cluster.js'
import { freePort, WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { fire, fireAt, type Shot, type Volley } from './load.js'
import { readyDrafts } from './submissions.js'
import { applicantRows } from './pages.js'
import { startProcess, type Started } from './process.js'
import { printed, type Row } from './table.js'

const rounds = 3
const shotsPerRound = 400
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
  // Codes are made in one burst here; the limit that guards a real server would only slow the preparation.
  await admin.query(`CREATE OR REPLACE FUNCTION app.rate_take(p_name text, p_size integer, p_seconds integer) RETURNS boolean
    LANGUAGE sql AS $$ SELECT true $$`)
  await admin.end()
}

async function submitRows(world: World, ours: number, bare: number): Promise<Row[]> {
  const volleys = { ours: [] as Volley[], bare: [] as Volley[], steady: [] as Volley[] }
  const bareShots: Shot[] = Array.from({ length: shotsPerRound }, () => ({
    path: '/submission',
    headers: { 'content-type': 'application/json' },
    body: text,
  }))
  for (let round = 0; round <= rounds; round += 1) {
    const shots = await readyDrafts(world.database.url('app_registration'), shotsPerRound)
    const own = await fire(ours, shots, connections, 201)
    const limit = await fire(bare, bareShots, connections, 303)
    if (own.wrong + limit.wrong > 0) throw new Error(`wrong answers: ${own.wrong}, ${limit.wrong}`)
    // The first round warms both up.
    if (round > 0) {
      volleys.ours.push(own)
      volleys.bare.push(limit)
      const calm = await readyDrafts(world.database.url('app_registration'), shotsPerRound)
      volleys.steady.push(await fireAt(ours, calm, 200, 201))
    }
  }
  const rates = (of: readonly Volley[]) => of.map(({ rate }) => rate)
  return [
    {
      what: 'submit, sealed and audited, 16 connections',
      unit: '/s',
      ours: rates(volleys.ours),
      bare: rates(volleys.bare),
      must: 0.4,
      goal: 0.65,
      kind: 'ratio',
    },
    {
      what: 'submit p99 at 200/s',
      unit: 'ms',
      ours: volleys.steady.map(({ p99Ms }) => p99Ms),
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

async function main(): Promise<void> {
  const cluster = await startRunCluster({ durable: true })
  const running: Started[] = []
  try {
    const world = await practiceWorld()
    await prepareBare(world)
    const [ours, bare] = [await freePort(), await freePort()]
    running.push(await startProcess('apps/registration/src/main.js', ours, environment(world, 'registration', ours)))
    running.push(
      await startProcess('test/bench/bare.js', bare, {
        PORT: String(bare),
        DATABASE_URL: world.database.url('postgres'),
      }),
    )
    const rows = [
      ...(await submitRows(world, ours, bare)),
      ...(await applicantRows(ours)),
      ...(await startRows(world, 'registration', 120, 100)),
      ...(await startRows(world, 'staff', 150, 120)),
      ...(await startRows(world, 'worker', 150, 120)),
    ]
    console.log(printed(rows))
    await Promise.all(running.splice(0).map((app) => app.stop()))
    await world.end()
  } finally {
    await Promise.all(running.map((app) => app.stop()))
    await cluster.stop()
  }
}

await main()
