import { Module } from '@nestjs/common'
import { KeepGrants, StepUpWindow } from '#features/staff/index.orm.js'
import { Solver } from '#platform/solver/solver.js'
import { AnswerConflict } from './answer-conflict.js'
import { AssignReader } from './assign-reader.js'
import { AnswerQuestion } from './assignment/answer-question.js'
import { AssignByHand } from './assignment/assign-by-hand.js'
import { CompareProposal } from './assignment/compare-proposal.js'
import { DeployAssignment } from './assignment/deploy-assignment.js'
import { DropProposal } from './assignment/drop-proposal.js'
import { KeepPairs } from './assignment/keep-pairs.js'
import { OwnLanguages } from './assignment/own-languages.js'
import { PasteAssignments } from './assignment/paste-assignments.js'
import { ProposeAssignment } from './assignment/propose-assignment.js'
import { ReadCoverage } from './assignment/read-coverage.js'
import { ReadProposal } from './assignment/read-proposal.js'
import { Reads } from './assignment/reads.js'
import { SetReader } from './assignment/set-reader.js'
import { ApplyExclusion } from './conflict/apply-exclusion.js'
import { CompareExclusions } from './conflict/compare-exclusions.js'
import { EndExclusion } from './conflict/end-exclusion.js'
import { ExcludeCountry } from './conflict/exclude-country.js'
import { GuessConflicts } from './conflict/guess-conflicts.js'
import { GuessPairs } from './conflict/guess-pairs.js'
import { KeepAffiliations } from './conflict/keep-affiliations.js'
import { KeepExclusions } from './conflict/keep-exclusions.js'
import { ListConflicts } from './conflict/list-conflicts.js'
import { PinConflict } from './conflict/pin-conflict.js'
import { RewriteKinds } from './conflict/rewrite-kinds.js'
import { Calibrator } from './calibration/calibrator.js'
import { GiveCalibration } from './calibration/give-calibration.js'
import { MarkCalibration } from './calibration/mark-calibration.js'
import { ReadCapture } from './calibration/read-capture.js'
import { ReadCalibration } from './calibration/read-calibration.js'
import { ConfirmReview } from './confirm-review.js'
import { ListAssignments } from './list-assignments.js'
import { ReadReviews } from './read-reviews.js'
import { KeepApart } from './apart/keep-apart.js'
import { ReadCallSheet } from './call/read-call-sheet.js'
import { ReadTypedBy } from './call/read-typed-by.js'
import { RecordCall } from './call/record-call.js'
import { JudgeHarm } from './desk/judge-harm.js'
import { ReadKeptMail } from './desk/kept-mail.js'
import { ListDesk } from './desk/list-desk.js'
import { ListSeconds } from './desk/list-seconds.js'
import { LookAtFinding } from './desk/look-at-finding.js'
import { PassDocument } from './desk/pass-document.js'
import { ReadDesk } from './desk/read-desk.js'
import { RecordCheck } from './record-check.js'
import { EndRole } from './leaving/end-role.js'
import { RemoveColleague } from './leaving/remove-colleague.js'
import { ReturnFiles } from './leaving/return-files.js'
import { ShowShortlist } from './shortlist/show-shortlist.js'
import { ReadReadiness } from './readiness/read-readiness.js'
import { Abstain } from './reading/abstain.js'
import { AskOpinion } from './reading/ask-opinion.js'
import { GiveOpinion } from './reading/give-opinion.js'
import { HandOverReviews } from './reading/hand-over-reviews.js'
import { OwnReading } from './reading/own-reading.js'
import { ReopenReview } from './reading/reopen-review.js'
import { ShareReview } from './reading/share-review.js'
import { RaiseConcern } from './restricted/raise-concern.js'
import { ReadRestriction } from './restricted/read-restriction.js'
import { RestrictFile } from './restricted/restrict-file.js'
import { SettleConcern } from './restricted/settle-concern.js'
import { SaveLateReview } from './save-late-review.js'
import { SaveReview } from './save-review.js'
import { AskTranslation } from './translation/ask-translation.js'
import { TranslationKeys } from './translation/translation-keys.js'
import { OwnTranslations } from './translation/own-translations.js'
import { ReadTranslations } from './translation/read-translations.js'
import { SaveTranslation } from './translation/save-translation.js'

const useCases = [
  Abstain,
  AnswerConflict,
  AnswerQuestion,
  ApplyExclusion,
  AskOpinion,
  AssignByHand,
  AssignReader,
  CompareExclusions,
  CompareProposal,
  ConfirmReview,
  DeployAssignment,
  DropProposal,
  EndExclusion,
  EndRole,
  ExcludeCountry,
  GuessConflicts,
  KeepAffiliations,
  KeepExclusions,
  GiveCalibration,
  GiveOpinion,
  JudgeHarm,
  KeepApart,
  KeepPairs,
  ListAssignments,
  ListConflicts,
  ListDesk,
  ListSeconds,
  LookAtFinding,
  MarkCalibration,
  OwnLanguages,
  OwnReading,
  PassDocument,
  PasteAssignments,
  PinConflict,
  ProposeAssignment,
  RaiseConcern,
  ReadCallSheet,
  ReadCalibration,
  ReadCapture,
  ReadCoverage,
  ReadDesk,
  ReadKeptMail,
  ReadTypedBy,
  ReadProposal,
  ReadReadiness,
  ReadReviews,
  ReopenReview,
  RecordCall,
  RecordCheck,
  RemoveColleague,
  ReturnFiles,
  ReadRestriction,
  RestrictFile,
  RewriteKinds,
  SaveLateReview,
  SaveReview,
  SetReader,
  SettleConcern,
  ShareReview,
  ShowShortlist,
  AskTranslation,
  OwnTranslations,
  ReadTranslations,
  SaveTranslation,
]

/** One thread for the process: runs wait for each other. */
const solver = { provide: Solver, useFactory: () => new Solver() }

/** Reading, conflicts, assignment and the vetting checklist. */
@Module({
  providers: [
    ...useCases,
    Calibrator,
    GuessPairs,
    HandOverReviews,
    KeepGrants,
    Reads,
    StepUpWindow,
    TranslationKeys,
    solver,
  ],
  exports: useCases,
})
export class VettingStaffModule {}
