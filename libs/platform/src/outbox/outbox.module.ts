import {
  type DynamicModule,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common'
import type { Sql } from '#platform/database/sql.js'
import { Schedules } from '#platform/queue/schedules.js'
import { ExpandEvent } from './expand-event.job.js'
import { sweepOutbox } from './jobs.js'
import { Listener } from './listener.js'
import { OutboxStore } from './outbox-store.js'
import { OutboxRing } from './ring.js'
import { SweepOutbox } from './sweep-outbox.job.js'

const sweepSeconds = 30

/** Starts the doorbell once the queues are open, and stops it before they close. */
@Injectable()
class OutboxWatch implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly listener: Listener,
    private readonly ring: OutboxRing,
    private readonly schedules: Schedules,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.schedules.add({ job: sweepOutbox, when: { everySeconds: sweepSeconds } })
    await this.schedules.start(sweepSeconds)
    this.listener.onWake(() => this.ring.ring())
    this.listener.start()
  }

  async onModuleDestroy(): Promise<void> {
    this.schedules.stop()
    await this.listener.stop()
  }
}

/** The outbox of the worker: listener, ring, sweeper and the expanding of events. Whoever imports it handles `deliverMail`. */
@Module({})
export class OutboxModule {
  static on(databaseUrl: string, sql: Sql): DynamicModule {
    return {
      global: true,
      module: OutboxModule,
      providers: [
        { provide: OutboxStore, useValue: new OutboxStore(sql) },
        { provide: Listener, useValue: new Listener(databaseUrl, 'outbox') },
        OutboxRing,
        SweepOutbox,
        ExpandEvent,
        OutboxWatch,
      ],
      exports: [OutboxStore, OutboxRing, Listener],
    }
  }
}
