import { SignInController } from './sign-in/sign-in.controller.js'
import { FirstSignInController } from './sign-in/first-sign-in.controller.js'
import { HomeController } from './home/home.controller.js'
import { ApplicationListController } from './application/application-list.controller.js'
import { SavedSearchController } from './saved/saved-search.controller.js'
import { ExportController } from './export/export.controller.js'
import { SearchController } from './search/search.controller.js'
import { ApplicationController } from './application/application.controller.js'
import { ConflictController } from './conflict/conflict.controller.js'
import { ConflictPinController } from './conflict/conflict-pin.controller.js'
import { ConflictKindController } from './conflict/conflict-kind.controller.js'
import { ColleagueController } from './colleague/colleague.controller.js'
import { MeController } from './colleague/me.controller.js'
import { ParkedController } from './parked/parked.controller.js'
import { ReviewController } from './review/review.controller.js'
import { PhasesController } from './phases/phases.controller.js'
import { ReadingTimesController } from './phases/reading-times.controller.js'
import { ReadinessController } from './readiness/readiness.controller.js'
import { CalibrationFilesController } from './review/calibration-files.controller.js'
import { CalibrationController } from './review/calibration.controller.js'
import { OpinionController } from './review/opinion.controller.js'
import { ReopeningController } from './review/reopening.controller.js'
import { TranslationController } from './translation/translation.controller.js'
import { QuestionController } from './question/question.controller.js'
import { AssignmentController } from './assignment/assignment.controller.js'
import { PlanController } from './assignment/plan.controller.js'
import { ProposalController } from './assignment/proposal.controller.js'
import { ProposalQuestionController } from './assignment/proposal-question.controller.js'
import { ReaderPairController } from './assignment/reader-pair.controller.js'
import { ReaderController } from './assignment/reader.controller.js'
import { PastedRowsController } from './assignment/pasted-rows.controller.js'
import { CheckController } from './vetting/check.controller.js'
import { DeskController } from './vetting/desk.controller.js'
import { DeskListController } from './vetting/desk-list.controller.js'
import { CallSheetController } from './call-sheet/call-sheet.controller.js'
import { RestrictionController } from './restricted/restriction.controller.js'
import { ConcernController } from './restricted/concern.controller.js'
import { ApartController } from './apart/apart.controller.js'
import { ReferenceController } from './reference/reference.controller.js'
import { UnaskedController } from './reference/unasked.controller.js'
import { SharingController } from './version/sharing.controller.js'
import { DecisionController } from './decision/decision.controller.js'
import { HoldController } from './hold/hold.controller.js'
import { TagController } from './tag/tag.controller.js'
import { DuplicateController } from './duplicate/duplicate.controller.js'
import { ExtensionController } from './answer/extension.controller.js'
import { ScreeningSkipController } from './nomination/screening-skip.controller.js'
import { NominationController } from './nomination/nomination.controller.js'
import { PastedListController } from './nomination/pasted-list.controller.js'
import { PartnerController } from './nomination/partner.controller.js'
import { SpokenController } from './spoken/spoken.controller.js'
import { NewLostCodeController } from './lost-code/new-lost-code.controller.js'
import { LostCodeController } from './lost-code/lost-code.controller.js'
import { LateCodeController } from './late-code/late-code.controller.js'
import { EditionCallController } from './edition-call/edition-call.controller.js'
import { CallWindowController } from './edition-call/call-window.controller.js'
import { DangerContactController } from './danger-contact/danger-contact.controller.js'
import { NoteController } from './note/note.controller.js'
import { BoardController } from './board/board.controller.js'
import { ReleaseController } from './board/release.controller.js'
import { AuditController } from './audit/audit.controller.js'
import { KeeperController } from './keeper/keeper.controller.js'
import { AccountListController } from './account/account-list.controller.js'
import { AccountController } from './account/account.controller.js'
import { ContactController } from './account/contact.controller.js'
import { GrantEndController } from './account/grant-end.controller.js'
import { EditionChoiceController } from './edition-choice/edition-choice.controller.js'
import { KeyController } from './key/key.controller.js'
import { OwnKeyController } from './key/own-key.controller.js'
import { ReturningController } from './returning/returning.controller.js'
import { SessionController } from './session/session.controller.js'

/** The screens of files, people and the edition; the desk, screening, the waitlist, acts of two people and the board's lists bring their own. */
export const controllers = [
  SignInController,
  FirstSignInController,
  HomeController,
  ApplicationListController,
  SavedSearchController,
  ExportController,
  SearchController,
  ApplicationController,
  ConflictController,
  ConflictPinController,
  ConflictKindController,
  ColleagueController,
  MeController,
  ParkedController,
  ReviewController,
  PhasesController,
  ReadingTimesController,
  ReadinessController,
  CalibrationController,
  OpinionController,
  ReopeningController,
  TranslationController,
  QuestionController,
  AssignmentController,
  PlanController,
  ProposalController,
  ProposalQuestionController,
  CalibrationFilesController,
  ReaderPairController,
  ReaderController,
  PastedRowsController,
  CheckController,
  DeskController,
  DeskListController,
  CallSheetController,
  RestrictionController,
  ConcernController,
  ApartController,
  ReferenceController,
  UnaskedController,
  SharingController,
  DecisionController,
  HoldController,
  TagController,
  DuplicateController,
  ExtensionController,
  ScreeningSkipController,
  NominationController,
  PastedListController,
  PartnerController,
  SpokenController,
  NewLostCodeController,
  LostCodeController,
  LateCodeController,
  EditionCallController,
  CallWindowController,
  DangerContactController,
  NoteController,
  BoardController,
  ReleaseController,
  AuditController,
  KeeperController,
  AccountListController,
  AccountController,
  ContactController,
  GrantEndController,
  EditionChoiceController,
  KeyController,
  OwnKeyController,
  ReturningController,
  SessionController,
]
