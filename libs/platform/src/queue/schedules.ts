import { Injectable, Logger } from '@nestjs/common'
import type { RepeatOptions } from 'bullmq'
import { Doorbell, jobOptions } from './doorbell.js'
import { errorCode } from './error-code.js'
import { fitPayload, type JobDefinition } from './job.js'

/** A job without a payload that the clock rings: every so many seconds, or by a cron pattern in a zone. */
export interface Schedule {
  readonly job: JobDefinition
  readonly when: { readonly everySeconds: number } | { readonly pattern: string; readonly zone: string }
}

/** Keeps the job schedulers in the queue; a queue wiped while the process runs gets them back. */
@Injectable()
export class Schedules {
  private readonly log = new Logger('queue')
  private readonly schedules: Schedule[] = []
  private watch?: NodeJS.Timeout

  constructor(private readonly doorbell: Doorbell) {}

  /** Throws Fault `job_payload_unfit` for a job that wants a payload: the clock has none to give. */
  add(schedule: Schedule): void {
    fitPayload(schedule.job, {})
    this.schedules.push(schedule)
  }

  /** Writes the schedulers now and looks after them: they live in the queue and vanish with it, which only a timer notices. */
  async start(watchSeconds: number): Promise<void> {
    await this.restore()
    this.watch = setInterval(() => {
      this.restore().catch((error: unknown) => this.log.warn(`schedules ${errorCode(error)}`))
    }, watchSeconds * 1000)
  }

  stop(): void {
    clearInterval(this.watch)
  }

  private async restore(): Promise<void> {
    for (const { job, when } of this.schedules) {
      const queue = this.doorbell.queue(job.queue)
      if (await queue.getJobScheduler(job.name)) continue
      const template = { name: job.name, data: {}, opts: jobOptions(job.queue) }
      await queue.upsertJobScheduler(job.name, repeat(when), template)
    }
  }
}

const repeat = (when: Schedule['when']): Omit<RepeatOptions, 'key'> =>
  'everySeconds' in when ? { every: when.everySeconds * 1000 } : { pattern: when.pattern, tz: when.zone }
