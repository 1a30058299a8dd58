import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { endReveals } from '../jobs.js'
import { EndReveals } from './end-reveals.job.js'

/** The worker's door of reveals: their end. */
@Module({ providers: [EndReveals] })
export class RevealWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: endReveals, when: { everySeconds: 60 } })
  }
}
