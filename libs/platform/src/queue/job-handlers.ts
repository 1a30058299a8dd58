import { Injectable, Logger, SetMetadata, type Type } from '@nestjs/common'
import { DiscoveryService, Reflector } from '@nestjs/core'
import { type Job, UnrecoverableError } from 'bullmq'
import { Fault } from '#platform/fault.js'
import { bareError, errorCode } from './error-code.js'
import { definedJobs, fitPayload, type JobDefinition, type Payload, type PayloadSchema } from './job.js'

/** A job's one handler. `run` may be called twice for the same payload and does its work once. */
export interface JobHandler<S extends PayloadSchema = PayloadSchema> {
  run(payload: Payload<S>): Promise<void>
}

const handledJob = 'handled-job'

/** Names the job a provider handles. */
export const Handles = <S extends PayloadSchema>(job: JobDefinition<S>) =>
  SetMetadata(handledJob, job) as (target: Type<JobHandler<S>>) => void

/** Thrown by a handler when trying again cannot help. */
export class Unretryable extends Fault {}

/** Finds the handlers, checks that each defined job has exactly one, and runs them. */
@Injectable()
export class JobHandlers {
  private readonly log = new Logger('queue')
  private readonly handlers = new Map<string, { job: JobDefinition; handler: JobHandler }>()

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** Throws Fault `job_without_handler` or `job_handled_twice`; called before any queue opens. */
  collect(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const job = metatype && this.reflector.get<JobDefinition | undefined>(handledJob, metatype)
      if (!job || !instance) continue
      if (this.handlers.has(job.name)) throw new Fault('job_handled_twice', { cause: job.name })
      this.handlers.set(job.name, { job, handler: instance as JobHandler })
    }
    const missing = definedJobs().find((job) => !this.handlers.has(job.name))
    if (missing) throw new Fault('job_without_handler', { cause: missing.name })
  }

  /** The handler of a defined job. Throws Fault `job_without_handler`. */
  handlerOf(job: JobDefinition): JobHandler {
    const known = this.handlers.get(job.name)
    if (!known) throw new Fault('job_without_handler', { cause: job.name })
    return known.handler
  }

  /** Runs one job of a queue; whatever it throws leaves here as a bare code. */
  async run(job: Job): Promise<void> {
    const known = this.handlers.get(job.name)
    if (!known || known.job.queue !== job.queueName) throw new UnrecoverableError('job_unknown')
    try {
      await known.handler.run(fitPayload(known.job, job.data))
    } catch (error) {
      this.log.warn(`${job.name} ${errorCode(error)}`)
      throw error instanceof Unretryable ? new UnrecoverableError(error.code) : bareError(error)
    }
  }
}
