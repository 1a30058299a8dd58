// One embedded cluster for a whole run: the main process starts it, the workers find it through one variable.
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
export const templateName = 'delegates_template'
const variable = 'TEST_CLUSTER'
const prefix = 'delegates-test-'

export type SignInRole = 'app_operator' | 'app_registration' | 'app_staff' | 'app_worker'
export type ClusterAddress = { port: number; folder: string; passwords: Record<SignInRole | 'postgres', string> }

type Running = { port: number; stop(): Promise<void>; kill(): void }
type Embedded = {
  startCluster: (options: {
    folder: string
    password: string
    logFile: string
    settings?: Record<string, string>
  }) => Promise<Running>
  endOrphan: (folder: string) => Promise<boolean>
  commandOf: (pid: number) => string
}
type Roles = {
  makePasswords: () => ClusterAddress['passwords']
  prepareRoles: (adminUrl: string, passwords: ClusterAddress['passwords'], database: string) => Promise<void>
}
type Place = { homeFor: (wanted: string) => { folder: string } }

/** Loads a part of the launcher, which is plain JavaScript outside the build. */
export async function launcherPart<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(path.join(root, 'apps/cli/launch', file)).href)) as T
}

/** Address of the run's cluster; set by the global setup before any worker starts. */
export function clusterAddress(): ClusterAddress {
  const text = process.env[variable]
  if (!text) throw new Error(`${variable} is not set: run the tests with npm test or npx jest`)
  return JSON.parse(text) as ClusterAddress
}

/** `postgres://` URL of a role of the run's cluster. */
export function roleUrl(role: SignInRole | 'postgres', database: string): string {
  const { port, passwords } = clusterAddress()
  return `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`
}

/**
 * Starts the cluster with its migrated template. fsync is off unless `durable`: a killed server loses nothing, only a
 * power cut would.
 */
export async function startRunCluster({ durable = false } = {}): Promise<Running & { folder: string }> {
  const embedded = await launcherPart<Embedded>('database/embedded.mjs')
  const { makePasswords, prepareRoles } = await launcherPart<Roles>('database/roles.mjs')
  const { homeFor } = await launcherPart<Place>('database/place.mjs')
  const base = homeFor(realpathSync(tmpdir())).folder
  mkdirSync(base, { recursive: true, mode: 0o755 })
  await sweepAbandoned(base, embedded)
  const folder = path.join(base, `${prefix}${process.pid}`)
  mkdirSync(folder, { mode: 0o711 })
  const passwords = makePasswords()
  const sync: Record<string, string> = durable ? {} : { fsync: 'off', full_page_writes: 'off' }
  const settings = { ...sync, max_connections: '200', max_wal_size: '512MB' }
  const options = { password: passwords.postgres, logFile: path.join(folder, 'postgres.log'), settings }
  const running = await embedded.startCluster({ folder: path.join(folder, 'data'), ...options })
  process.env[variable] = JSON.stringify({ port: running.port, folder, passwords } satisfies ClusterAddress)
  await prepareRoles(roleUrl('postgres', 'postgres'), passwords, templateName)
  await migrateTemplate()
  return { ...running, folder }
}

async function migrateTemplate(): Promise<void> {
  const file = path.join(root, 'dist/migrations/run.js')
  if (!existsSync(file)) return
  const { migrate } = (await import(pathToFileURL(file).href)) as { migrate: (operatorUrl: string) => Promise<void> }
  await migrate(roleUrl('app_operator', templateName))
}

// Tests, benchmarks and attack runs each own a cluster while they live.
const isRun = (command: string): boolean => /jest|dist\/test\//.test(command)

/** A run that was killed leaves its folder and maybe its postmaster; this user's next run removes both. */
async function sweepAbandoned(base: string, { commandOf, endOrphan }: Embedded): Promise<void> {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(base, name)
    const isForeign = statSync(folder, { throwIfNoEntry: false })?.uid !== process.getuid?.()
    if (isForeign || isRun(commandOf(Number(name.slice(prefix.length))))) continue
    await endOrphan(path.join(folder, 'data'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
