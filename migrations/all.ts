import { Ground1795600000000 } from './ground/1795600000000-ground.js'
import { Application1795600100000 } from './ground/1795600100000-application.js'
import { Queue1795600200000 } from './ground/1795600200000-queue.js'
import { Travel1795600300000 } from './ground/1795600300000-travel.js'
import { Parked1795600400000 } from './ground/1795600400000-parked.js'
import { Answer1795600600000 } from './ground/1795600600000-answer.js'
import { Link1795600700000 } from './ground/1795600700000-link.js'
import { OwnCopy1795800000000 } from './1795800000000-own-copy.js'
import { OwnCode1795900000000 } from './1795900000000-own-code.js'
import { Reference1796000000000 } from './1796000000000-reference.js'
import { Nomination1796100000000 } from './1796100000000-nomination.js'
import { Idempotency1796200000000 } from './1796200000000-idempotency.js'
import { Duplicate1796300000000 } from './1796300000000-duplicate.js'
import { OwnSend1796400000000 } from './1796400000000-own-send.js'
import { EditionForm1796500000000 } from './1796500000000-edition-form.js'
import { ClosedPapers1796600000000 } from './1796600000000-closed-papers.js'
import { Callers1796650000000 } from './1796650000000-callers.js'
import { DangerContact1796700000000 } from './1796700000000-danger-contact.js'
import { ParkedReplacement1796700000001 } from './1796700000001-parked-replacement.js'
import { Archive1796800000000 } from './1796800000000-archive.js'
import { RateSweep1796900000000 } from './1796900000000-rate-sweep.js'
import { LinkLook1797000000000 } from './1797000000000-link-look.js'
import { DraftInOne1797100000000 } from './1797100000000-draft-in-one.js'
import { AssignmentProposal1797200000000 } from './assignment/1797200000000-assignment-proposal.js'
import { ConflictPin1797300000000 } from './vetting/1797300000000-conflict-pin.js'
import { ReviewLife1797400000000 } from './vetting/1797400000000-review-life.js'
import { StaffSearch1797500000000 } from './vetting/1797500000000-staff-search.js'
import { Screening1797600000000 } from './vetting/1797600000000-screening.js'
import { VettingDesk1797700000000 } from './vetting/1797700000000-vetting-desk.js'
import { Board1797800000000 } from './vetting/1797800000000-board.js'
import { Decisions1797900000000 } from './vetting/1797900000000-decisions.js'
import { SecondThoughts1797900000001 } from './vetting/1797900000001-second-thoughts.js'
import { Reasons1797900000002 } from './vetting/1797900000002-reasons.js'
import { Many1797900000003 } from './vetting/1797900000003-many.js'
import { Entitlement1797900000004 } from './vetting/1797900000004-entitlement.js'
import { Outside1797900000005 } from './vetting/1797900000005-outside.js'
import { Waitlist1798000000000 } from './vetting/1798000000000-waitlist.js'
import { StaffLife1798100000000 } from './vetting/1798100000000-staff-life.js'
import { SavedSearch1798200000000 } from './vetting/1798200000000-saved-search.js'
import { ReviewsWaiting1798300000000 } from './vetting/1798300000000-reviews-waiting.js'
import { TasksInTurn1798400000000 } from './vetting/1798400000000-tasks-in-turn.js'
import { StaffDigest1798500000000 } from './vetting/1798500000000-staff-digest.js'
import { LotsPrepared1798600000000 } from './vetting/1798600000000-lots-prepared.js'
import { LateInvitation1798700000000 } from './waitlist/1798700000000-late-invitation.js'
import { LockOrder1798700000001 } from './waitlist/1798700000001-lock-order.js'
import { Opening1798900000000 } from './vetting/1798900000000-opening.js'
import { ReadsOwed1799000000000 } from './reading/1799000000000-reads-owed.js'
import { ReviewReopened1799000000001 } from './reading/1799000000001-review-reopened.js'
import { ProposedQuestions1799100000000 } from './assignment/1799100000000-proposed-questions.js'
import { ReaderPairs1799100000001 } from './assignment/1799100000001-reader-pairs.js'
import { GuardsOfPlaces1799300000000 } from './release/1799300000000-guards-of-places.js'
import { LookBeforeRelease1799300000001 } from './release/1799300000001-look-before-release.js'
import { UndoneInHours1799300000002 } from './release/1799300000002-undone-in-hours.js'
import { TakenBack1799300000003 } from './release/1799300000003-taken-back.js'
import { SecondAsked1799400000000 } from './approval/1799400000000-second-asked.js'
import { HarmVerdicts1799400000001 } from './approval/1799400000001-harm-verdicts.js'
import { Reveal1799400000002 } from './approval/1799400000002-reveal.js'
import { Spoken1799400000003 } from './approval/1799400000003-spoken.js'
import { Evidence1799400000004 } from './approval/1799400000004-evidence.js'
import { ListPlan1799500000000 } from './selection/1799500000000-list-plan.js'
import { BoardWord1799500000001 } from './selection/1799500000001-board-word.js'
import { RolesOver1799600000000 } from './staff/1799600000000-roles-over.js'
import { Sessions1799600000001 } from './staff/1799600000001-sessions.js'
import { SigningKey1799600000002 } from './staff/1799600000002-signing-key.js'
import { ToldInTurn1799600000003 } from './staff/1799600000003-told-in-turn.js'
import { ArchivedReaders1799600000004 } from './staff/1799600000004-archived-readers.js'
import { PhaseRights1799700000000 } from './phase/1799700000000-phase-rights.js'
import { ReadingClosed1799700000001 } from './phase/1799700000001-reading-closed.js'
import { RecordsOfOwnKey1799800000000 } from './opening/1799800000000-records-of-own-key.js'
import { WaitlistLots1799900000000 } from './selection/1799900000000-waitlist-lots.js'
import { SecondOfPerson1799910000000 } from './person/1799910000000-second-of-person.js'
import { AnswersRefused1799920000000 } from './release/1799920000000-answers-refused.js'
import { SupportEnds1799930000000 } from './waitlist/1799930000000-support-ends.js'
import { RefereesAnswered1799940000000 } from './looks/1799940000000-referees-answered.js'
import { LooksTold1799940000001 } from './looks/1799940000001-looks-told.js'
import { ExclusionsCompared1799950000000 } from './exclusion/1799950000000-exclusions-compared.js'
import { PinCause1799950000001 } from './exclusion/1799950000001-pin-cause.js'
import { ComparedForReaders1799987000000 } from './exclusion/1799987000000-compared-for-readers.js'
import { UnpinnedCompared1799987000001 } from './exclusion/1799987000001-unpinned-compared.js'
import { UnassignedRoles1799991000000 } from './exclusion/1799991000000-unassigned-roles.js'
import { TiesKept1799993000000 } from './conflict/1799993000000-ties-kept.js'
import { ComparedByAnother1799993000001 } from './conflict/1799993000001-compared-by-another.js'
import { EmptyPlaces1799955000000 } from './reading/1799955000000-empty-places.js'
import { RenewedSessions1799960000000 } from './staff/1799960000000-renewed-sessions.js'
import { MoreOpenings1799960000001 } from './approval/1799960000001-more-openings.js'
import { WhoHoldsAPlace1799970000000 } from './waitlist/1799970000000-who-holds-a-place.js'
import { NobodyReached1799976000000 } from './waitlist/1799976000000-nobody-reached.js'
import { TranslationsTold1799977000000 } from './translation/1799977000000-translations-told.js'
import { CalibrationFiles1799978000000 } from './calibration/1799978000000-calibration-files.js'
import { CleanRecord1799981000000 } from './looks/1799981000000-clean-record.js'
import { ToldToLeads1799981000001 } from './staff/1799981000001-told-to-leads.js'
import { OneWordForStopped1799982000000 } from './waitlist/1799982000000-one-word-for-stopped.js'
import { DeclaredStay1799997000001 } from './waitlist/1799997000001-declared-stay.js'
import { Planned1799997000002 } from './waitlist/1799997000002-planned.js'
import { LinePlan1799997000003 } from './waitlist/1799997000003-line-plan.js'
import { ByPlan1799997000004 } from './waitlist/1799997000004-by-plan.js'
import { GaveUpForGood1799982000001 } from './waitlist/1799982000001-gave-up-for-good.js'
import { AskedInEarnest1799991000001 } from './waitlist/1799991000001-asked-in-earnest.js'
import { RunWarnings1799983000000 } from './selection/1799983000000-run-warnings.js'
import { WordsWaiting1799985000000 } from './reading/1799985000000-words-waiting.js'
import { BlindReads1799994000000 } from './reading/1799994000000-blind-reads.js'
import { ExtractsKept1799994000001 } from './reading/1799994000001-extracts-kept.js'
import { LotterySwitch1799986000000 } from './selection/1799986000000-lottery-switch.js'
import { AnswersOpen1799997000000 } from './answer/1799997000000-answers-open.js'
import { AnsweredAndTold1800000005000 } from './answer/1800000005000-answered-and-told.js'
import { OpenAgain1799989000000 } from './answer/1799989000000-open-again.js'
import { RestrictedInTheWave1799992000000 } from './release/1799992000000-restricted-in-the-wave.js'
import { OpeningsCounted1799995000000 } from './opening/1799995000000-openings-counted.js'
import { OrderOfABatch1799998000000 } from './release/1799998000000-order-of-a-batch.js'
import { BoardStep1799996000000 } from './selection/1799996000000-board-step.js'
import { StepSketches1799996000001 } from './selection/1799996000001-step-sketches.js'
import { PhasesUnready1799988000000 } from './staff/1799988000000-phases-unready.js'
import { SecondInLine1799988000001 } from './person/1799988000001-second-in-line.js'
import { DocumentPassed1799990000000 } from './waitlist/1799990000000-document-passed.js'

/** Every migration, oldest first. */
export const migrations = [
  Ground1795600000000,
  Application1795600100000,
  Queue1795600200000,
  Travel1795600300000,
  Parked1795600400000,
  Answer1795600600000,
  Link1795600700000,
  OwnCopy1795800000000,
  OwnCode1795900000000,
  Reference1796000000000,
  Nomination1796100000000,
  Idempotency1796200000000,
  Duplicate1796300000000,
  OwnSend1796400000000,
  EditionForm1796500000000,
  ClosedPapers1796600000000,
  Callers1796650000000,
  DangerContact1796700000000,
  ParkedReplacement1796700000001,
  Archive1796800000000,
  RateSweep1796900000000,
  LinkLook1797000000000,
  DraftInOne1797100000000,
  AssignmentProposal1797200000000,
  ConflictPin1797300000000,
  ReviewLife1797400000000,
  StaffSearch1797500000000,
  Screening1797600000000,
  VettingDesk1797700000000,
  Board1797800000000,
  Decisions1797900000000,
  SecondThoughts1797900000001,
  Reasons1797900000002,
  Many1797900000003,
  Entitlement1797900000004,
  Outside1797900000005,
  Waitlist1798000000000,
  StaffLife1798100000000,
  SavedSearch1798200000000,
  ReviewsWaiting1798300000000,
  TasksInTurn1798400000000,
  StaffDigest1798500000000,
  LotsPrepared1798600000000,
  LateInvitation1798700000000,
  LockOrder1798700000001,
  Opening1798900000000,
  ReadsOwed1799000000000,
  ReviewReopened1799000000001,
  ProposedQuestions1799100000000,
  ReaderPairs1799100000001,
  GuardsOfPlaces1799300000000,
  LookBeforeRelease1799300000001,
  UndoneInHours1799300000002,
  TakenBack1799300000003,
  SecondAsked1799400000000,
  HarmVerdicts1799400000001,
  Reveal1799400000002,
  Spoken1799400000003,
  Evidence1799400000004,
  ListPlan1799500000000,
  BoardWord1799500000001,
  RolesOver1799600000000,
  Sessions1799600000001,
  SigningKey1799600000002,
  ToldInTurn1799600000003,
  ArchivedReaders1799600000004,
  PhaseRights1799700000000,
  ReadingClosed1799700000001,
  RecordsOfOwnKey1799800000000,
  WaitlistLots1799900000000,
  SecondOfPerson1799910000000,
  AnswersRefused1799920000000,
  SupportEnds1799930000000,
  RefereesAnswered1799940000000,
  LooksTold1799940000001,
  ExclusionsCompared1799950000000,
  PinCause1799950000001,
  EmptyPlaces1799955000000,
  RenewedSessions1799960000000,
  MoreOpenings1799960000001,
  WhoHoldsAPlace1799970000000,
  NobodyReached1799976000000,
  TranslationsTold1799977000000,
  CalibrationFiles1799978000000,
  CleanRecord1799981000000,
  ToldToLeads1799981000001,
  OneWordForStopped1799982000000,
  GaveUpForGood1799982000001,
  RunWarnings1799983000000,
  WordsWaiting1799985000000,
  LotterySwitch1799986000000,
  PhasesUnready1799988000000,
  SecondInLine1799988000001,
  ComparedForReaders1799987000000,
  UnpinnedCompared1799987000001,
  TiesKept1799993000000,
  ComparedByAnother1799993000001,
  OpenAgain1799989000000,
  RestrictedInTheWave1799992000000,
  OpeningsCounted1799995000000,
  UnassignedRoles1799991000000,
  AskedInEarnest1799991000001,
  DocumentPassed1799990000000,
  BlindReads1799994000000,
  ExtractsKept1799994000001,
  OrderOfABatch1799998000000,
  AnswersOpen1799997000000,
  DeclaredStay1799997000001,
  Planned1799997000002,
  LinePlan1799997000003,
  ByPlan1799997000004,
  BoardStep1799996000000,
  StepSketches1799996000001,
  AnsweredAndTold1800000005000,
]
