// The database of the practice copy: embedded in .data, or the PostgreSQL behind POSTGRES_URL (its superuser's URL).
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandOf, endOrphan, startCluster } from '../database/embedded.mjs'
import { databaseUid, homeFor, isRoot } from '../database/place.mjs'
import { makePasswords, prepareRoles, urlFor } from '../database/roles.mjs'
import { dataFolder, keyFolder, makeDataFolders, readJson, root, Stop, writePrivateJson } from '../ground.mjs'

const accessFile = path.join(keyFolder, 'database.json')
const lockFile = path.join(dataFolder, 'launcher.pid')
const preparedFile = path.join(dataFolder, 'prepared.json')
export const signInsFile = path.join(keyFolder, 'sign-ins.json')

/**
 * Opens the database for this process alone: { url(role), isPrepared, markPrepared(), stop() }.
 * `isPrepared` is true when this build has already migrated it, which saves a second on every later start.
 */
export async function openDatabase(stamp) {
  checkOwner()
  makeDataFolders()
  takeLock()
  try {
    const access = readJson(accessFile) ?? { passwords: makePasswords() }
    const opened = process.env.POSTGRES_URL ? await openOther(access) : await openEmbedded(access)
    const isPrepared = !opened.fresh && readJson(preparedFile)?.stamp === stamp && readJson(signInsFile) !== undefined
    if (!isPrepared) await prepareRoles(opened.adminUrl, opened.access.passwords)
    writePrivateJson(accessFile, opened.access)
    return {
      isPrepared,
      url: (role) => urlFor(opened.access, role),
      markPrepared: () => writePrivateJson(preparedFile, { stamp }),
      async stop() {
        await opened.stop()
        rmSync(lockFile, { force: true })
      },
    }
  } catch (error) {
    rmSync(lockFile, { force: true })
    throw error
  }
}

/** The database of a practice copy that runs at this moment, or undefined. */
export function runningDatabase() {
  const access = readJson(accessFile)
  return access && holder() ? { url: (role) => urlFor(access, role) } : undefined
}

function checkOwner() {
  const owner = statSync(dataFolder, { throwIfNoEntry: false })?.uid
  if (owner === undefined || owner === process.getuid?.()) return
  throw new Stop(`.data belongs to another user (uid ${owner}): start as that user, or move .data away to begin anew.`)
}

/** Refuses when a practice copy already runs from this folder. */
export function checkNotRunning() {
  const pid = holder()
  if (pid) throw new Stop(`The practice copy is already running here (process ${pid}): stop it with Ctrl-C first.`)
}

function takeLock() {
  checkNotRunning()
  writeFileSync(lockFile, String(process.pid), { mode: 0o600 })
}

function holder() {
  const pid = readJson(lockFile)
  return pid && commandOf(pid).includes('launch') ? pid : undefined
}

async function openEmbedded(access) {
  const home = homeFor(root)
  const folder = path.join(home.moved ? home.folder : dataFolder, 'postgres')
  if (home.moved) {
    mkdirSync(home.folder, { recursive: true, mode: 0o755 })
    console.log(`Only root may enter this folder, so the database lives in ${home.folder}.`)
  }
  checkDatabaseOwner(folder)
  // Written before the cluster is made: a cluster whose password nobody kept could not be opened again.
  writePrivateJson(accessFile, access)
  if (await endOrphan(folder)) console.log('Stopped a database that an earlier start had left running.')
  const logFile = path.join(dataFolder, 'logs', 'postgres.log')
  const cluster = await startCluster({ folder, password: access.passwords.postgres, logFile, port: access.port })
  const now = { passwords: access.passwords, host: '127.0.0.1', port: cluster.port }
  return { access: now, adminUrl: urlFor(now, 'postgres', 'postgres'), fresh: cluster.fresh, stop: cluster.stop }
}

function checkDatabaseOwner(folder) {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  if (owner === undefined || owner === (isRoot ? databaseUid : process.getuid?.())) return
  throw new Stop(`${folder} belongs to uid ${owner}: start as the user who made it, or move .data away to begin anew.`)
}

async function openOther(access) {
  const url = new URL(process.env.POSTGRES_URL)
  const now = { passwords: access.passwords, host: url.hostname, port: Number(url.port || 5432) }
  return { access: now, adminUrl: url.href, fresh: true, stop: async () => {} }
}
