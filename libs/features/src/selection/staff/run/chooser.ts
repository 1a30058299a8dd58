import { fileURLToPath } from 'node:url'
import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { runInThread } from '#platform/run-in-thread.js'
import type { ChooserAnswer, ChooserJob, ChooserMessage, ChooserStep } from './chooser-job.js'

const script = fileURLToPath(new URL('./chooser-thread.js', import.meta.url))

/** A thread's memory limit keeps a mistake of ours from taking the process with it. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }

/** Chooses and explains outside the thread that answers requests. */
@Injectable()
export class Chooser implements OnModuleDestroy {
  private readonly running = new Map<string, AbortController>()

  /**
   * The answer of a thread of its own, or `cancelled`. Faults: chooser_failed (it ended without one, or took longer than
   * `patienceSeconds`).
   */
  async run(
    id: string,
    job: ChooserJob,
    { patienceSeconds, onStep }: { readonly patienceSeconds: number; readonly onStep?: (step: ChooserStep) => void },
  ): Promise<ChooserAnswer | 'cancelled'> {
    const stop = new AbortController()
    this.running.set(id, stop)
    const answerIn = (message: unknown): ChooserAnswer | undefined => {
      const said = message as ChooserMessage
      if ('answer' in said) return said.answer
      onStep?.(said.step)
      return undefined
    }
    const patienceMs = patienceSeconds * 1000
    try {
      const work = { script, job, fault: 'chooser_failed', patienceMs, answerIn, stop: stop.signal, resourceLimits }
      return await runInThread<ChooserAnswer>(work)
    } catch (fault) {
      if (stop.signal.aborted) return 'cancelled'
      throw fault
    } finally {
      this.running.delete(id)
    }
  }

  /** Ends a run of this process; whoever waits for it is answered `cancelled`. */
  cancel(id: string): void {
    this.running.get(id)?.abort()
  }

  onModuleDestroy(): void {
    for (const stop of this.running.values()) stop.abort()
  }
}
