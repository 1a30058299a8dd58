import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { DiscardDrafts, discardDrafts } from './discard-drafts.job.js'
import { MoveOn, moveOn } from './move-on.job.js'
import { PhaseNotices, phaseNotices } from './phase-notices.job.js'

/** The worker's door of applications. */
@Module({ providers: [DiscardDrafts, MoveOn, PhaseNotices] })
export class ApplicationWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: discardDrafts, when: { everySeconds: 3600 } })
    this.schedules.add({ job: moveOn, when: { everySeconds: 3600 } })
    this.schedules.add({ job: phaseNotices, when: { everySeconds: 3600 } })
  }
}
