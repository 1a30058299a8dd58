import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from './cluster.js'
import { until } from './until.js'
import { freePort } from './web/client.js'

const notCopied = new Set(['node_modules', '.git', '.data', 'screenshots'])
const names = ['registration', 'staff', 'mailbox', 'worker'] as const

export interface CopyPlan {
  /** Starts as this user instead of one's own (root only). */
  readonly uid?: number
  /** Only the owner may enter the folder above the checkout. */
  readonly isLocked?: boolean
}

/** A copy of this checkout, started by `npm start`'s own file, with a temporary folder and ports of its own. */
export class PracticeCopy {
  private child?: ChildProcess
  private said = ''

  private constructor(
    private readonly around: string,
    readonly ports: Readonly<Record<(typeof names)[number], number>>,
    private readonly plan: CopyPlan,
  ) {}

  static async make(plan: CopyPlan = {}): Promise<PracticeCopy> {
    const around = mkdtempSync(path.join(tmpdir(), 'delegates-copy-'))
    chmodSync(around, plan.isLocked ? 0o700 : 0o755)
    const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()])))
    const copy = new PracticeCopy(around, ports as Record<(typeof names)[number], number>, plan)
    copy.layOut()
    return copy
  }

  /** The checkout. */
  get folder(): string {
    return path.join(this.around, 'delegate-platform')
  }

  get temporary(): string {
    return path.join(this.around, 'tmp')
  }

  /** What the terminal shows. */
  get shown(): string {
    return this.said
  }

  addressOf(name: (typeof names)[number]): string {
    return `http://localhost:${this.ports[name]}`
  }

  /** Resolves once the block of addresses stands there. */
  async start(): Promise<void> {
    const { uid } = this.plan
    const saidBefore = this.said.length
    const env = {
      PATH: process.env['PATH'],
      HOME: this.around,
      TMPDIR: this.temporary,
      ...Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_PORT`, String(this.ports[name])])),
    }
    const how = { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] }
    const child = spawn(process.execPath, ['apps/cli/launch/start.mjs'], {
      ...how,
      ...(uid !== undefined && { uid, gid: uid }),
    })
    this.child = child
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (this.said += String(part)))
    const isUp = () => {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}: ${this.said}`)
      return this.said.includes('Ctrl-C stops everything.', saidBefore)
    }
    await until('the block of addresses', isUp, 90_000)
  }

  /** As Ctrl-C does it; the exit code. */
  async stop(): Promise<number | null> {
    const { child } = this
    if (!child || child.exitCode !== null) return child?.exitCode ?? null
    child.kill('SIGINT')
    await once(child, 'exit')
    return child.exitCode
  }

  async remove(): Promise<void> {
    await this.stop()
    const outside = /database lives in (\S+)\.\n/.exec(this.said)?.[1]
    for (const folder of [this.around, ...(outside ? [outside] : [])]) rmSync(folder, { recursive: true, force: true })
  }

  private layOut(): void {
    mkdirSync(this.folder)
    mkdirSync(this.temporary)
    for (const name of readdirSync(root).filter((one) => !notCopied.has(one)))
      lay(path.join(root, name), path.join(this.folder, name))
    symlinkSync(path.join(root, 'node_modules'), path.join(this.folder, 'node_modules'))
    const { uid } = this.plan
    if (uid !== undefined) for (const folder of [this.around, this.folder, this.temporary]) chownSync(folder, uid, uid)
  }
}

/** Links where the disk allows it: the very same files, so that nothing is built again. */
function lay(from: string, to: string): void {
  if (statSync(from).isDirectory()) {
    mkdirSync(to)
    for (const name of readdirSync(from)) lay(path.join(from, name), path.join(to, name))
    return
  }
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    cpSync(from, to, { preserveTimestamps: true })
  }
}
