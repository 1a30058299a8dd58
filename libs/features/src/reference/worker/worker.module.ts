import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { expireReferences, remindReferees } from '../jobs.js'
import { ExpireReferences } from './expire-references.job.js'
import { RemindReferees } from './remind-referees.job.js'

/** The worker's door of references: reminders, and the end of the wait. */
@Module({ providers: [ExpireReferences, RemindReferees] })
export class ReferenceWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: expireReferences, when: { everySeconds: 3600 } })
    this.schedules.add({ job: remindReferees, when: { everySeconds: 3600 } })
  }
}
