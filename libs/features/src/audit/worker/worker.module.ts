import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common'
import { Listener } from '#platform/outbox/listener.js'
import { Schedules } from '#platform/queue/schedules.js'
import { ChainAudit, chainAudit } from './chain-audit.job.js'

const netSeconds = 30

/** Chains at every wake of the worker; the schedule is the net. */
@Injectable()
class ChainWatch implements OnApplicationBootstrap {
  constructor(
    private readonly chain: ChainAudit,
    private readonly listener: Listener,
    private readonly schedules: Schedules,
  ) {}

  onApplicationBootstrap(): void {
    this.listener.onWake(() => this.chain.run())
    this.schedules.add({ job: chainAudit, when: { everySeconds: netSeconds } })
  }
}

/** The worker's door of the audit log. */
@Module({ providers: [ChainAudit, ChainWatch] })
export class AuditWorkerModule {}
