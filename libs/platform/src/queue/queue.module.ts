import { BullModule, BullRegistrar } from '@nestjs/bullmq'
import { type DynamicModule, Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import type { Queue } from 'bullmq'
import { QueueBackend } from './backend.js'
import { Doorbell } from './doorbell.js'
import { JobHandlers } from './job-handlers.js'
import { queueNames } from './policies.js'
import { queueHost } from './queue-host.js'
import { Schedules } from './schedules.js'

const eventsKept = 100

/** Opens the queues only after every provider is up and every job has its handler. */
@Injectable()
class QueueOpening implements OnApplicationBootstrap {
  constructor(
    @Inject(BullRegistrar) private readonly registrar: BullRegistrar,
    private readonly handlers: JobHandlers,
  ) {}

  onApplicationBootstrap(): void {
    this.handlers.collect()
    this.registrar.register()
  }
}

/** Queues, handlers and schedules on one backend. The backend is ended by whoever made it, after the app is closed. */
@Module({})
export class QueueModule {
  static on(backend: QueueBackend): DynamicModule {
    const { Queue, Worker, FlowProducer } = backend.classes
    BullModule.queueClass = Queue as never
    BullModule.workerClass = Worker as never
    BullModule.flowProducerClass = FlowProducer as never
    const queues = BullModule.registerQueue(
      ...queueNames.map((name) => ({ name, streams: { events: { maxLen: eventsKept } } })),
    )
    return {
      global: true,
      module: QueueModule,
      imports: [
        DiscoveryModule,
        BullModule.forRoot({ connection: backend.connection, extraOptions: { manualRegistration: true } }),
        queues,
      ],
      providers: [
        { provide: QueueBackend, useValue: backend },
        JobHandlers,
        Doorbell,
        Schedules,
        ...queueNames.map(queueHost),
        QueueOpening,
      ],
      exports: [QueueBackend, Doorbell, JobHandlers, Schedules],
    }
  }
}

export type { Queue }
