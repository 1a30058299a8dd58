import { Module } from '@nestjs/common'
import { ApplicationStaffModule } from '#features/application/staff/staff.module.js'
import { DecisionStaffModule } from '#features/decision/staff/staff.module.js'
import { RevealStaffModule } from '#features/reveal/staff/staff.module.js'
import { VettingStaffModule } from '#features/vetting/staff/staff.module.js'
import { DecideManyController } from '../decide-many/decide-many.controller.js'
import { OutsideController } from '../outside/outside.controller.js'
import { NewRevealController } from '../reveal/new-reveal.controller.js'
import { RevealController } from '../reveal/reveal.controller.js'
import { ApprovalController } from './approval.controller.js'

/** Screens of acts that take two people beside the decision about one file. The app provides `Shell` globally. */
@Module({
  imports: [ApplicationStaffModule, DecisionStaffModule, RevealStaffModule, VettingStaffModule],
  controllers: [ApprovalController, DecideManyController, OutsideController, NewRevealController, RevealController],
})
export class ApprovalModule {}
