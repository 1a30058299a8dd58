// The three processes of the practice copy, each with its own environment and nothing of the others'.
import { spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { dataFolder, inRoot, keyFolder, root, Stop } from '../ground.mjs'
import { nodeFlags } from './node-flags.mjs'

const leash = pathToFileURL(path.join(import.meta.dirname, 'leash.mjs')).href
const logFileOf = (name) => path.join(dataFolder, 'logs', `${name}.log`)

/** Printed on the code sheet, and the sender of every mail. */
const mailFrom = process.env.MAIL_FROM ?? 'updates@localhost.localdomain'

/** Environment of one process (the list is in libs/platform/src/config): what every process gets, then its own. */
export function environmentFor(name, { database, ports, smtpUrl }) {
  const own = {
    registration: { PORT: ports.registration, DATABASE_URL: database.url('app_registration'), MAIL_FROM: mailFrom },
    staff: { PORT: ports.staff, DATABASE_URL: database.url('app_staff') },
    worker: { HEALTH_PORT: ports.worker, DATABASE_URL: database.url('app_worker'), ...mailAndSecrets(smtpUrl) },
    cli: { DATABASE_URL: database.url('app_operator') },
    demo: demoEnvironment(database),
  }
  return {
    ...fromThisShell(['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_ENV', 'EXIT_URL', 'PUBLIC_HOST']),
    MODE: 'local',
    KEY_DIRECTORY: path.join(keyFolder, 'directory.json'),
    ROOT_PUBLIC_KEY: rootPublicKey(),
    REGISTRATION_HOSTS: `localhost:${ports.registration},127.0.0.1:${ports.registration}`,
    STAFF_HOST: `localhost:${ports.staff},127.0.0.1:${ports.staff}`,
    ...own[name],
  }
}

/** The demo walks through every door, so it gets every role's URL. */
const demoEnvironment = (database) => ({
  DATABASE_URL: database.url('app_operator'),
  REGISTRATION_DATABASE_URL: database.url('app_registration'),
  STAFF_DATABASE_URL: database.url('app_staff'),
  WORKER_DATABASE_URL: database.url('app_worker'),
  WORKER_SECRETS: path.join(keyFolder, 'worker'),
})

const mailAndSecrets = (smtpUrl) => ({
  SMTP_URL: smtpUrl,
  MAIL_FROM: mailFrom,
  QUEUE_URL: process.env.QUEUE_URL ?? '',
  WORKER_SECRETS: path.join(keyFolder, 'worker'),
})

const fromThisShell = (names) =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))

function rootPublicKey() {
  const file = path.join(keyFolder, 'root.pub')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

/** Starts one app; `onEnd(line)` is told when it ends unasked. Resolves with { stop() } once `port` answers. */
export async function startApp(name, { env, port, onEnd }) {
  const log = openSync(logFileOf(name), 'a', 0o600)
  const main = inRoot('dist', 'apps', name, 'src', 'main.js')
  // Detached: Ctrl-C reaches the launcher alone, which ends the processes in order.
  const how = { cwd: root, env, detached: true, stdio: ['ignore', log, log, 'ipc'] }
  const child = spawn(process.execPath, [...nodeFlags(name), '--import', leash, main], how)
  const app = { name, isAsked: false, isOver: false }
  const ended = new Promise((resolve) => {
    child.once('exit', () => {
      app.isOver = true
      if (!app.isAsked) onEnd(`${name} ended unexpectedly: its last words are in ${logFileOf(name)}.`)
      resolve()
    })
  })
  await waitForPort(port, app)
  return { stop: () => stopChild(child, app, ended) }
}

async function stopChild(child, app, ended) {
  app.isAsked = true
  if (app.isOver) return
  child.kill('SIGTERM')
  const inTime = await Promise.race([ended.then(() => true), pause(8000, false, { ref: false })])
  if (!inTime) child.kill('SIGKILL')
  await ended
}

async function waitForPort(port, app) {
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (app.isOver) throw new Stop(`${app.name} did not start: its last words are in ${logFileOf(app.name)}.`)
    if (await answers(port)) return
    await pause(25)
  }
  throw new Stop(`${app.name} did not answer on port ${port} within a minute: see ${logFileOf(app.name)}.`)
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

/** Runs a short task to its end, output to its log. `args` are Node's. Throws a Stop with `failed` and the log's path. */
export async function runTask(name, args, { env, failed }) {
  const log = openSync(logFileOf(name), 'w', 0o600)
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', log, log] })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Stop(`${failed}: see ${logFileOf(name)}.`)
}
