import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Fault } from '#platform/fault.js'
import type { SolverAnswer, SolverJob } from '#domain/solver.js'

const script = fileURLToPath(new URL('./solve-thread.js', import.meta.url))

export interface SolverPatience {
  /** HiGHS looks at its clock between steps; this long past a job's limit it is cut off. */
  readonly graceSeconds: number
  /** A run of several solves keeps its thread between them; an idle thread holds what its largest model took. */
  readonly idleSeconds: number
}

interface Waiting {
  resolve(answer: SolverAnswer): void
  reject(error: Error): void
}

/**
 * HiGHS in a worker thread of its own, so that a web process answers while it solves. One job at a time, the others wait
 * in the order they came. The thread begins with the first job and ends when idle; it is given no environment.
 */
export class Solver {
  private thread: Worker | undefined
  private waiting: Waiting | undefined
  private idle: NodeJS.Timeout | undefined
  private last: Promise<unknown> = Promise.resolve()
  private isClosed = false

  constructor(private readonly patience: SolverPatience = { graceSeconds: 5, idleSeconds: 10 }) {}

  /**
   * Solves one model; a job still running some seconds past its limit is cut off and has found nothing. Faults:
   * solver_failed (a model that cannot be read, a crash; the next job begins a new thread), solver_closed.
   */
  solve(job: SolverJob): Promise<SolverAnswer> {
    const turn = this.last.then(() => this.run(job))
    this.last = Promise.allSettled([turn])
    return turn
  }

  /** Ends the thread; a running or waiting job faults with solver_closed. */
  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.idle)
    await this.thread?.terminate()
  }

  private async run(job: SolverJob): Promise<SolverAnswer> {
    if (this.isClosed) throw new Fault('solver_closed')
    clearTimeout(this.idle)
    const thread = (this.thread ??= this.begin())
    thread.ref()
    try {
      const answer = await this.answerOf(thread, job)
      this.rest(thread)
      return answer
    } catch (cause) {
      await this.drop(thread)
      throw this.isClosed ? new Fault('solver_closed') : new Fault('solver_failed', { cause })
    }
  }

  private begin(): Worker {
    const thread = new Worker(script, { env: {}, execArgv: [] })
    thread.on('message', (answer: SolverAnswer) => this.waiting?.resolve(answer))
    thread.on('error', (error) => this.waiting?.reject(error))
    thread.on('exit', () => this.waiting?.reject(new Error('thread_ended')))
    return thread
  }

  private async answerOf(thread: Worker, job: SolverJob): Promise<SolverAnswer> {
    const answer = new Promise<SolverAnswer>((resolve, reject) => {
      this.waiting = { resolve, reject }
      thread.postMessage(job, [])
    })
    const hardStop = setTimeout(
      () => void this.cutOff(thread),
      (job.timeLimitSeconds + this.patience.graceSeconds) * 1000,
    )
    try {
      return await answer
    } finally {
      clearTimeout(hardStop)
      this.waiting = undefined
    }
  }

  private async cutOff(thread: Worker): Promise<void> {
    const { waiting } = this
    this.waiting = undefined
    await this.drop(thread)
    waiting?.resolve({ status: 'nothing_found' })
  }

  /** An idle thread keeps no process alive, and goes after a while. */
  private rest(thread: Worker): void {
    if (this.thread !== thread) return
    thread.unref()
    this.idle = setTimeout(() => void this.drop(thread), this.patience.idleSeconds * 1000).unref()
  }

  private async drop(thread: Worker): Promise<void> {
    if (this.thread === thread) this.thread = undefined
    await thread.terminate()
  }
}
