import { Module } from '@nestjs/common'
import { DecisionStaffModule } from '#features/decision/staff/staff.module.js'
import { WaitlistStaffModule } from '#features/waitlist/staff/staff.module.js'
import { LateController } from './late/late.controller.js'
import { PromotionController } from './promotion.controller.js'
import { WaitlistController } from './waitlist.controller.js'

/** Screens of the waitlist. The app provides `Frame` globally. */
@Module({
  imports: [WaitlistStaffModule, DecisionStaffModule],
  controllers: [WaitlistController, PromotionController, LateController],
})
export class WaitlistModule {}
