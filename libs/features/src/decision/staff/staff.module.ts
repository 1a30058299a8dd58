import { Module } from '@nestjs/common'
import { PendingDecisions } from './pending-decisions.js'
import { ProposeDecision } from './propose-decision.js'
import { ReadPlaces } from './read-places.js'
import { ReleaseWave } from './release-wave.js'
import { SecondDecision } from './second-decision.js'

const useCases = [PendingDecisions, ProposeDecision, ReadPlaces, ReleaseWave, SecondDecision]

/** Decisions of two people, and their release. */
@Module({ providers: useCases, exports: useCases })
export class DecisionStaffModule {}
