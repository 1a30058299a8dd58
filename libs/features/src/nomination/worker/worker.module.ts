import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { ForgetNominees, forgetNominees } from './forget-nominees.job.js'

/** The worker's door of nominations. */
@Module({ providers: [ForgetNominees] })
export class NominationWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: forgetNominees, when: { everySeconds: 3600 } })
  }
}
