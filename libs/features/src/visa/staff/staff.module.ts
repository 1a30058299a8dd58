import { Module } from '@nestjs/common'
import { StepUpWindow } from '#features/staff/index.orm.js'
import { ConfirmAssessment } from './confirm-assessment.js'
import { ListVisaCases } from './list-visa-cases.js'
import { OpenVisaCase } from './open-visa-case.js'
import { ReadVisaCase } from './read-visa-case.js'
import { RecordVisaStep } from './record-visa-step.js'

const doors = [ListVisaCases, ReadVisaCase, OpenVisaCase, ConfirmAssessment, RecordVisaStep]

/** The staff door of visa cases: what the travel desk may do. */
@Module({ providers: [...doors, StepUpWindow], exports: doors })
export class VisaStaffModule {}
