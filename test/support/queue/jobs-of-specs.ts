// Apart from the spec: a compiled decorator would stand above the line by which it asks for a context of its own.
import { Injectable, type INestApplicationContext, Module, type Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { Fault } from '#platform/fault.js'
import type { QueueBackend } from '#platform/queue/backend.js'
import { defineJob, type Payload } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { QueueModule } from '#platform/queue/queue.module.js'

export const note = defineJob({ name: 'spec.note', queue: 'checks', payload: { id: 'uuid', times: 'int' } })
export const stumble = defineJob({ name: 'spec.stumble', queue: 'upkeep', payload: { id: 'uuid' } })
export const tick = defineJob({ name: 'spec.tick', queue: 'upkeep', payload: {} })

export const seen: string[] = []
export const ticks: true[] = []

@Handles(note)
@Injectable()
export class Note implements JobHandler<typeof note.payload> {
  async run({ id, times }: Payload<typeof note.payload>): Promise<void> {
    seen.push(`${id} ${times}`)
  }
}

@Handles(stumble)
@Injectable()
export class Stumble implements JobHandler<typeof stumble.payload> {
  async run(): Promise<void> {
    throw new Fault('spec_stumbled', { cause: new Error('Amina Yusuf <amina@example.org>') })
  }
}

@Handles(tick)
@Injectable()
export class Tick implements JobHandler {
  async run(): Promise<void> {
    ticks.push(true)
  }
}

/** An application of these jobs alone. */
export async function open(
  backend: QueueBackend,
  providers: Type[] = [Note, Stumble, Tick],
): Promise<INestApplicationContext> {
  @Module({ imports: [QueueModule.on(backend)], providers })
  class SpecModule {}
  return NestFactory.createApplicationContext(SpecModule, { logger: false, abortOnError: false })
}
