// The embedded PostgreSQL: initdb once, start, wait, stop. No package beside Node; SQL begins in roles.mjs.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Stop } from '../ground.mjs'
import { binaries, databaseUid, isRoot } from './place.mjs'

const asDatabaseUser = () => ({ cwd: '/', env: {}, ...(isRoot ? { uid: databaseUid, gid: databaseUid } : {}) })

// Error texts and statements carry values people typed, so none of them may reach the log (SECURITY §10).
const quietLog = { log_min_error_statement: 'panic', log_error_verbosity: 'terse', log_parameter_max_length: '0' }
const alwaysSet = {
  ...quietLog,
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
}

/** A port nobody listens on at 127.0.0.1, `preferred` when that is free. */
export async function freePort(preferred = 0) {
  const server = createServer()
  const bound = await new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen(preferred, '127.0.0.1', () => resolve(server.address().port))
  })
  if (bound === undefined) return freePort()
  await new Promise((resolve) => server.close(resolve))
  return bound
}

/**
 * Starts a cluster in `folder`, making it first when it is not there. `password` is the superuser's (scram).
 * Resolves with { port, pid, fresh, stop(), kill() } once it takes connections on 127.0.0.1.
 */
export async function startCluster({ folder, password, logFile, port, settings = {} }) {
  const native = binaries()
  const fresh = !existsSync(path.join(folder, 'PG_VERSION'))
  if (fresh) makeCluster(native, folder, { password, durable: settings.fsync !== 'off' })
  for (let attempt = 1; ; attempt += 1) {
    const chosen = await freePort(attempt === 1 ? port : 0)
    const child = launch({ native, folder, logFile, settings: { ...alwaysSet, ...settings, port: String(chosen) } })
    if (await isReady(child, folder)) return { port: chosen, pid: child.pid, fresh, ...endings(child) }
    if (attempt === 3) throw new Stop(`PostgreSQL did not start: its last words are in ${logFile}.`)
  }
}

function makeCluster(native, folder, { password, durable }) {
  const half = `${folder}.new`
  const secret = `${folder}.password`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(path.dirname(folder), { recursive: true })
  mkdirSync(half, { mode: 0o700 })
  writeFileSync(secret, password, { mode: 0o600 })
  if (isRoot) for (const name of [half, secret]) chownSync(name, databaseUid, databaseUid)
  const args = [
    '-D',
    half,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--no-instructions',
  ]
  const rules = [
    '--builtin-locale=C.UTF-8',
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ]
  const made = spawnSync(path.join(native, 'bin', 'initdb'), [...args, ...rules], {
    ...asDatabaseUser(),
    encoding: 'utf8',
  })
  rmSync(secret)
  if (made.status !== 0) {
    throw new Stop(`PostgreSQL could not make its folder ${folder}: ${firstLine(made.stderr || String(made.error))}`)
  }
  chmodSync(half, 0o700)
  renameSync(half, folder)
}

const firstLine = (text) => text.trim().split('\n')[0]

function launch({ native, folder, logFile, settings }) {
  const log = openSync(logFile, 'a', 0o600)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: Ctrl-C reaches the launcher alone, which ends the apps before their database.
  const how = { ...asDatabaseUser(), detached: true, stdio: ['ignore', log, log] }
  return spawn(path.join(native, 'bin', 'postgres'), ['-D', folder, ...flags], how)
}

async function isReady(child, folder) {
  const hasEnded = endOf(child)
  for (let waited = 0; waited < 60_000; waited += 15) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return false
    if (statusIn(folder, child.pid) === 'ready') return true
    await Promise.race([pause(15), hasEnded])
  }
  child.kill('SIGQUIT')
  return false
}

/** Line 8 of postmaster.pid is what pg_ctl waits for; line 1 must be the process we started. */
function statusIn(folder, pid) {
  const lines = postmasterLines(folder)
  return lines[0] === String(pid) ? lines[7]?.trim() : undefined
}

function postmasterLines(folder) {
  try {
    return readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

function endOf(child) {
  return new Promise((resolve) => {
    child.once('exit', resolve)
    child.once('error', resolve)
  })
}

function endings(child) {
  const ended = endOf(child)
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  return {
    /** Fast shutdown: sessions are cut, everything committed is kept. */
    stop: async () => {
      if (isOver()) return
      child.kill('SIGINT')
      const inTime = await Promise.race([ended.then(() => true), pause(10_000, false, { ref: false })])
      if (!inTime) child.kill('SIGQUIT')
      await ended
    },
    /** For exit handlers, which cannot wait. */
    kill: () => {
      if (!isOver()) child.kill('SIGQUIT')
    },
    ended,
  }
}

/** Ends a postmaster that a killed launcher left behind in this folder; true when there was one. */
export async function endOrphan(folder) {
  const pid = Number(postmasterLines(folder)[0])
  if (!pid || !commandOf(pid).includes(folder)) return false
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 10_000 && commandOf(pid) !== ''; waited += 20) await pause(20)
  if (commandOf(pid) !== '') process.kill(pid, 'SIGQUIT')
  return true
}

/** Command line of a process, or '' when there is none: process numbers are used again, so a number alone proves nothing. */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH' || error.status === 1) return ''
    throw error
  }
}
