import { Module } from '@nestjs/common'
import { StepUpWindow } from '#features/staff/index.orm.js'
import { AnswerApproval } from './answer-approval.js'
import { CloseSecond } from './close-second.js'
import { DecisionMemos } from './decision-memos.js'
import { ListApprovals } from './list-approvals.js'
import { DecideMany } from './many/decide-many.js'
import { AppointOutside } from './outside/appoint-outside.js'
import { OutsideSecond } from './outside/outside-second.js'
import { PendingDecisions } from './pending-decisions.js'
import { ProposeDecision } from './propose-decision.js'
import { ReadPlaces } from './read-places.js'
import { ReleaseWave } from './release-wave.js'
import { SecondDecision } from './second-decision.js'

const useCases = [
  AnswerApproval,
  AppointOutside,
  CloseSecond,
  DecideMany,
  DecisionMemos,
  ListApprovals,
  OutsideSecond,
  PendingDecisions,
  ProposeDecision,
  ReadPlaces,
  ReleaseWave,
  SecondDecision,
]

/** Decisions and other acts of two people, and the release of decisions. */
@Module({ providers: [...useCases, StepUpWindow], exports: useCases })
export class DecisionStaffModule {}
