import { Module } from '@nestjs/common'
import { ApplicationStaffModule } from '#features/application/staff/staff.module.js'
import { EligibilityController } from './eligibility.controller.js'
import { FlagController } from './flag.controller.js'
import { ProxyController } from './proxy.controller.js'
import { ScreeningPanel } from './screening-panel.js'
import { ScreeningRunController } from './screening-run.controller.js'
import { ScreeningController } from './screening.controller.js'

/** Screens of screening, and its part of a file's page. The app provides `Shell` globally. */
@Module({
  imports: [ApplicationStaffModule],
  controllers: [ScreeningController, ScreeningRunController, EligibilityController, FlagController, ProxyController],
  providers: [ScreeningPanel],
  exports: [ScreeningPanel],
})
export class ScreeningModule {}
