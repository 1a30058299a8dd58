// Behind `npm start`: from a clone to a running practice copy, and cleanly back down on Ctrl-C.
import { ensureBuilt } from './build.mjs'
import { begin, readJson, Stop } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { environmentFor, startApp } from './local/apps.mjs'
import { checkNotRunning, openDatabase, signInsFile } from './local/database.mjs'
import { choosePorts } from './local/ports.mjs'
import { prepare } from './local/prepare.mjs'
import { welcome } from './local/welcome.mjs'
import { startMailbox } from './mailbox/server.mjs'
import { startSink } from './mailbox/sink.mjs'

/** What is running, in the order it was started; ended in the opposite order. */
const running = []
let rising
let leaving
let firstSignal = 0

await begin(async () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  // A terminal that is gone must not keep the database from being stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  ensureInstalled()
  const stamp = ensureBuilt()
  checkNotRunning()
  rising = bringUp(stamp, await choosePorts())
  try {
    await rising
  } catch (error) {
    if (leaving) return
    await stopAll()
    throw error
  }
})

async function bringUp(stamp, ports) {
  const database = await keep(await openDatabase(stamp))
  const place = { database, ports, smtpUrl: process.env.SMTP_URL }
  if (!database.isPrepared) await prepare(place)
  const addresses = addressesOf(ports)
  // Registration first: its first page is what a newcomer waits for.
  await startOne('registration', place, ports.registration)
  await openMailbox(place, addresses)
  await Promise.all([startOne('staff', place, ports.staff), startOne('worker', place, ports.worker)])
  console.log(welcome({ addresses, signIns: readJson(signInsFile) }))
}

/** The page always (sign-ins and their codes); the sink only when no mail server is configured. */
async function openMailbox(place, addresses) {
  const sink = place.smtpUrl ? undefined : await startSink()
  if (sink) await keep({ stop: sink.close })
  place.smtpUrl ??= sink.url
  const page = await startMailbox({ port: place.ports.mailbox, mails: sink?.mails, signInsFile, addresses })
  await keep({ stop: page.close })
}

async function startOne(name, place, port) {
  const onEnd = (line) => {
    if (leaving) return
    console.error(line)
    void leave(1)
  }
  await keep(await startApp(name, { env: environmentFor(name, place), port, onEnd }))
}

function addressesOf(ports) {
  const address = (name) => `http://localhost:${ports[name]}/`
  return { registration: address('registration'), staff: address('staff'), mailbox: address('mailbox') }
}

async function keep(part) {
  if (leaving) {
    await part.stop()
    throw new Stop('Stopped while starting.')
  }
  running.push(part)
  return part
}

async function stopAll() {
  for (const part of running.splice(0).toReversed()) await part.stop()
}

/** npm passes Ctrl-C on, so one press may arrive twice; a press a second later means "now". */
function onSignal() {
  firstSignal ||= Date.now()
  if (Date.now() - firstSignal > 1000) process.exit(1)
  void leave(0)
}

function leave(code) {
  leaving ??= (async () => {
    console.log('\nStopping …')
    await stopAll()
    await Promise.allSettled([rising])
    process.exit(code)
  })()
  return leaving
}
