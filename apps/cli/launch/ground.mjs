// What every launcher file stands on: where things lie, and how to end with one line instead of a stack trace.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
export const inRoot = (...parts) => path.join(root, ...parts)
export const dataFolder = inRoot('.data')
export const keyFolder = path.join(dataFolder, 'keys')

/** An expected end: `say` is the one line the person reads, with what to do about it. */
export class Stop extends Error {
  constructor(say) {
    super(say)
    this.name = 'Stop'
  }
}

/** Runs a command's main function; a Stop becomes one line on stderr and exit code 1. */
export async function begin(main) {
  try {
    checkNode()
    await main()
  } catch (error) {
    const line = error instanceof Stop ? error.message : lineFor(error)
    if (!line) throw error
    console.error(line)
    process.exitCode = 1
  }
}

const refusals = {
  EACCES: 'this user may not write there: start from a folder of your own',
  EPERM: 'this user may not do that there: start from a folder of your own',
  EROFS: 'that disk is read-only: copy the folder elsewhere',
  ENOSPC: 'the disk is full: make room and start again',
}

const lineFor = (error) => refusals[error.code] && `${error.path ?? 'Writing failed'}: ${refusals[error.code]}.`

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Node ${process.versions.node} is too old: install Node 20.19 or newer (24 is recommended).`)
  }
}

/** Makes `.data` (others may pass through it, so that the database user reaches its folder) and `.data/keys` (0700). */
export function makeDataFolders() {
  for (const [folder, mode] of [
    [dataFolder, 0o711],
    [keyFolder, 0o700],
    [path.join(dataFolder, 'logs'), 0o700],
  ]) {
    mkdirSync(folder, { recursive: true, mode })
    chmodSync(folder, mode)
  }
}

/** Parsed JSON of a file, or undefined when there is no such file. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes JSON readable by its owner alone. */
export function writePrivateJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
}

/** Runs Node on a file with this terminal; resolves with the exit code. Signals reach the child through the group. */
export function runNode(args, env = process.env) {
  const quietSignals = () => {}
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, quietSignals)
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env })
    const passOn = () => child.kill('SIGTERM')
    process.on('SIGTERM', passOn)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', passOn)
      for (const name of ['SIGINT', 'SIGTERM']) process.off(name, quietSignals)
      resolve(code ?? (signal ? 1 : 0))
    })
  })
}
