import { Module } from '@nestjs/common'
import { BeginApplication } from './begin-application.js'
import { FinishOwnTask } from './finish-own-task.js'
import { KeepInbox } from './keep-inbox.js'
import { KeptAnswers } from './kept-answers.js'
import { AnswerQuestion } from './after-sending/answer-question.js'
import { LookIn } from './after-sending/look-in.js'
import { MoveOwnApplication } from './move-own-application.js'
import { ReadOpenCall } from './open-call.js'
import { OwnCopies } from './after-sending/own-copy.store.js'
import { OwnDrafts } from './own-drafts.store.js'
import { FindLeftPage } from './own/find-left-page.js'
import { ChangeContact } from './own/change-contact.js'
import { HoldOwnFile } from './own/hold-own-file.js'
import { OwnConsents } from './own/own-consents.js'
import { NewCode } from './own/new-code.js'
import { ReadStanding } from './own/standing.js'
import { OwnSessions } from './own-sessions.js'
import { ParkedSaves } from './parked-saves.js'
import { ReadAnswers } from './after-sending/read-answers.js'
import { ReadHome } from './read-home.js'
import { SaveSection } from './save-section.js'
import { SignInWithCode } from './sign-in-with-code.js'
import { SubmitApplication } from './submit-application.js'
import { ReadReplacing } from './after-sending/read-replacing.js'
import { ReplaceSection } from './after-sending/replace-section.js'
import { TypeCodeAgain } from './after-sending/type-code-again.js'

const useCases = [
  AnswerQuestion,
  BeginApplication,
  ChangeContact,
  FindLeftPage,
  FinishOwnTask,
  HoldOwnFile,
  KeepInbox,
  LookIn,
  KeptAnswers,
  MoveOwnApplication,
  OwnCopies,
  NewCode,
  OwnConsents,
  OwnDrafts,
  OwnSessions,
  ParkedSaves,
  ReadAnswers,
  ReadHome,
  ReadOpenCall,
  ReadReplacing,
  ReplaceSection,
  ReadStanding,
  SaveSection,
  SignInWithCode,
  SubmitApplication,
  TypeCodeAgain,
]

/** What the public process may do with an application. Needs `Sql` and `Directory`, provided globally by the app. */
@Module({ providers: useCases, exports: useCases })
export class ApplicationRegistrationModule {}
