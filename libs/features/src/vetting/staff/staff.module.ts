import { Module } from '@nestjs/common'
import { AnswerConflict } from './answer-conflict.js'
import { AssignReader } from './assign-reader.js'
import { ConfirmReview } from './confirm-review.js'
import { ListAssignments } from './list-assignments.js'
import { ReadReviews } from './read-reviews.js'
import { RecordCheck } from './record-check.js'
import { SaveLateReview } from './save-late-review.js'
import { SaveReview } from './save-review.js'

const useCases = [
  AnswerConflict,
  AssignReader,
  ConfirmReview,
  ListAssignments,
  ReadReviews,
  RecordCheck,
  SaveLateReview,
  SaveReview,
]

/** Reading, conflicts, assignment and the vetting checklist. */
@Module({ providers: useCases, exports: useCases })
export class VettingStaffModule {}
