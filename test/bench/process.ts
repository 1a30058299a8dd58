import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { launcherPart, root } from '#test/support/cluster.js'

export interface Started {
  readonly startMs: number
  /** Resident memory in MiB as the system counts it. */
  residentMib(): number
  stop(): Promise<void>
}

const { nodeFlags } = await launcherPart<{ nodeFlags: (app: string) => string[] }>('local/node-flags.mjs')

/** Starts a compiled file as the launcher would and measures how long its port takes to answer. */
export async function startProcess(
  file: string,
  port: number,
  env: Readonly<Record<string, string>>,
): Promise<Started> {
  const began = performance.now()
  // What registration is measured beside runs as it does.
  const app = /^apps\/(\w+)/.exec(file)?.[1] ?? 'registration'
  const child = spawn(process.execPath, [...nodeFlags(app), path.join(root, 'dist', file)], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
    await pause(5)
  }
  const startMs = performance.now() - began

  return {
    startMs,
    residentMib: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      child.kill('SIGTERM')
      await over
    },
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
