import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { askInterest, passPlacesOn } from '../jobs.js'
import { AskInterest } from './ask-interest.job.js'
import { PassPlacesOn } from './pass-places-on.job.js'

/** The worker's door of the waitlist. */
@Module({ providers: [AskInterest, PassPlacesOn] })
export class WaitlistWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: passPlacesOn, when: { everySeconds: 900 } })
    this.schedules.add({ job: askInterest, when: { everySeconds: 3600 } })
  }
}
