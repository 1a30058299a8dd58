import { Module } from '@nestjs/common'
import { DecisionStaffModule } from '#features/decision/staff/staff.module.js'
import { WaitlistStaffModule } from '#features/waitlist/staff/staff.module.js'
import { PromotionController } from './promotion.controller.js'
import { WaitlistController } from './waitlist.controller.js'

/** Screens of the waitlist. The app provides `Frame` globally. */
@Module({
  imports: [WaitlistStaffModule, DecisionStaffModule],
  controllers: [WaitlistController, PromotionController],
})
export class WaitlistModule {}
