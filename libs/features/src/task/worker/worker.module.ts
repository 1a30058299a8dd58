import { Module, type OnModuleInit } from '@nestjs/common'
import { followUp } from '#platform/outbox/follow-ups.js'
import { Schedules } from '#platform/queue/schedules.js'
import { editionChanged, identitySaved, participationChanged } from '../events.js'
import { digestStaff, escalateTasks, recomputeTasks, remindPeople, sweepTasks } from '../jobs.js'
import { DigestStaff } from './digest-staff.job.js'
import { EscalateTasks } from './escalate-tasks.job.js'
import { RecomputeTasks } from './recompute-tasks.job.js'
import { RemindPeople } from './remind-people.job.js'
import { SweepTasks } from './sweep-tasks.job.js'

const hour = 3600

/** The worker's door of tasks: they follow the facts, remind, and go to a person. */
@Module({ providers: [RecomputeTasks, SweepTasks, RemindPeople, EscalateTasks, DigestStaff] })
export class TaskWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    for (const event of [participationChanged, identitySaved, editionChanged]) followUp(event, recomputeTasks)
    for (const job of [remindPeople, escalateTasks, digestStaff]) {
      this.schedules.add({ job, when: { everySeconds: hour } })
    }
    this.schedules.add({ job: sweepTasks, when: { everySeconds: 6 * hour } })
  }
}
