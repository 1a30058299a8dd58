import { Module } from '@nestjs/common'
import { EditionStaffModule } from '#features/edition/staff/staff.module.js'
import { StepUp } from '#features/staff/staff/step-up.js'
import { TaskStaffModule } from '#features/task/staff/staff.module.js'
import { VisaStaffModule } from '#features/visa/staff/staff.module.js'
import { EditionDatesController } from '../travel-tasks/edition-dates.controller.js'
import { TravelTasksController } from '../travel-tasks/travel-tasks.controller.js'
import { WaitingController } from '../travel-tasks/waiting.controller.js'
import { AssessmentController } from './assessment.controller.js'
import { DeskController } from './desk.controller.js'
import { StepUpController } from './step-up.controller.js'

/** Screens of the travel desk, of travel tasks and of the edition's days. The app provides `Frame` globally. */
@Module({
  imports: [VisaStaffModule, TaskStaffModule, EditionStaffModule],
  controllers: [
    DeskController,
    AssessmentController,
    StepUpController,
    TravelTasksController,
    EditionDatesController,
    WaitingController,
  ],
  providers: [StepUp],
})
export class DeskModule {}
