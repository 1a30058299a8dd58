import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { root } from '#test/support/cluster.js'
import { until } from '#test/support/until.js'
import type { World } from '#test/support/world.js'
import { freePort } from '#test/support/web/client.js'

/** The public app as a process of its own, the way the launcher starts it. */
export interface WatchedApp {
  readonly port: number
  readonly host: string
  /** Everything it wrote. */
  readonly output: string[]
  /** False once it has ended: an unhandled rejection ends it. */
  isAlive(): boolean
  residentMib(): number
  stop(): Promise<void>
}

const startsWithinMs = 60_000

export async function watchedApp(world: World): Promise<WatchedApp> {
  const port = await freePort()
  const host = `localhost:${port}`
  const child = spawn(process.execPath, [path.join(root, 'dist/apps/registration/src/main.js')], {
    env: {
      PATH: process.env.PATH ?? '',
      MODE: 'local',
      PORT: String(port),
      DATABASE_URL: world.database.url('app_registration'),
      KEY_DIRECTORY: localPaths(world.keyFolder).directory,
      ROOT_PUBLIC_KEY: localRootKey(world.keyFolder).toString('base64'),
      REGISTRATION_HOSTS: host,
      MAIL_FROM: 'updates@host.example',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => void output.push(text))
  }
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const isAlive = () => child.exitCode === null && child.signalCode === null
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await over
  }
  const isUp = async (): Promise<boolean> => {
    if (!isAlive()) throw new Error(`the public app ended with ${child.exitCode}`)
    return answers(port)
  }
  await until('the public app answers', isUp, startsWithinMs).catch(async (error: unknown) => {
    await stop()
    throw error
  })

  return {
    port,
    host,
    output,
    isAlive,
    residentMib: () => residentKib(child) / 1024,
    stop,
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

// Where there is no /proc, `ps` counts the same.
function residentKib({ pid = 0 }: ChildProcess): number {
  const file = `/proc/${pid}/status`
  if (existsSync(file)) return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim())
}
