import { Module } from '@nestjs/common'
import { AskedSupport } from './asked-support.js'
import { DecisionStaffModule } from '#features/decision/index.orm.js'
import { ChangeWaitlist } from './change-waitlist.js'
import { KeepLineDays } from './keep-line-days.js'
import { KeepPlace } from './keep-place.js'
import { PutLateForward } from './late/put-late-forward.js'
import { ReadLate } from './late/read-late.js'
import { PlanPromotion } from './plan-promotion.js'
import { PromoteNext } from './promote-next.js'
import { ReadLine } from './read-line.js'
import { WritePlan } from './write-plan.js'

const useCases = [
  AskedSupport,
  ChangeWaitlist,
  KeepLineDays,
  KeepPlace,
  PlanPromotion,
  PromoteNext,
  PutLateForward,
  ReadLate,
  ReadLine,
]

/** The waitlist as coordinators work with it. */
@Module({ imports: [DecisionStaffModule], providers: [...useCases, WritePlan], exports: useCases })
export class WaitlistStaffModule {}
