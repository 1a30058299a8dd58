import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { askForRuleCheck } from '../jobs.js'
import { AskForRuleCheck } from './ask-for-rule-check.job.js'

/** The worker's door of visa cases: it sees rules and plain facts, never an identity. */
@Module({ providers: [AskForRuleCheck] })
export class VisaWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: askForRuleCheck, when: { everySeconds: 24 * 3600 } })
  }
}
