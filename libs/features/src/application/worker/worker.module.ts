import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { DiscardDrafts, discardDrafts } from './discard-drafts.job.js'
import { MoveOn, moveOn } from './move-on.job.js'

/** The worker's door of applications. */
@Module({ providers: [DiscardDrafts, MoveOn] })
export class ApplicationWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: discardDrafts, when: { everySeconds: 3600 } })
    this.schedules.add({ job: moveOn, when: { everySeconds: 3600 } })
  }
}
