import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { Fault } from '#platform/fault.js'
import type { ChooserAnswer, ChooserJob, ChooserMessage, ChooserStep } from './chooser-job.js'

const script = fileURLToPath(new URL('./chooser-thread.js', import.meta.url))

/** A thread's memory limit keeps a mistake of ours from taking the process with it. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }

interface Running {
  readonly thread: Worker
  readonly cancel: () => void
}

/** Chooses and explains outside the thread that answers requests. */
@Injectable()
export class Chooser implements OnModuleDestroy {
  private readonly running = new Map<string, Running>()

  /**
   * The answer of a thread of its own, or `cancelled`. Faults: chooser_failed (it ended without one, or took longer than
   * `patienceSeconds`).
   */
  async run(
    id: string,
    job: ChooserJob,
    { patienceSeconds, onStep }: { readonly patienceSeconds: number; readonly onStep?: (step: ChooserStep) => void },
  ): Promise<ChooserAnswer | 'cancelled'> {
    const thread = new Worker(script, { workerData: job, env: {}, execArgv: [], resourceLimits })
    const limit = setTimeout(() => void thread.terminate(), patienceSeconds * 1000)
    try {
      return await new Promise<ChooserAnswer | 'cancelled'>((resolve, reject) => {
        this.running.set(id, { thread, cancel: () => resolve('cancelled') })
        thread.on('message', (message: ChooserMessage) => {
          if ('answer' in message) resolve(message.answer)
          else onStep?.(message.step)
        })
        thread.once('error', reject)
        thread.once('exit', () => reject(new Error('thread_ended')))
      })
    } catch (cause) {
      throw new Fault('chooser_failed', { cause })
    } finally {
      clearTimeout(limit)
      this.running.delete(id)
      await thread.terminate()
    }
  }

  /** Ends a run of this process; whoever waits for it is answered `cancelled`. */
  cancel(id: string): void {
    this.running.get(id)?.cancel()
  }

  onModuleDestroy(): void {
    for (const { cancel } of this.running.values()) cancel()
  }
}
