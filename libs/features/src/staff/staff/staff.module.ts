import { Module } from '@nestjs/common'
import { AskPaper } from './account/ask-paper.js'
import { BeginAccount } from './account/begin-account.js'
import { CreateAccount } from './account/create-account.js'
import { Epochs } from './account/epochs.js'
import { KeepContact } from './account/keep-contact.js'
import { KeepGrants } from './account/keep-grants.js'
import { ListAccounts } from './account/list-accounts.js'
import { OwnKey } from './account/own-key.js'
import { Papers } from './account/papers.js'
import { SignKeys } from './account/sign-keys.js'
import { ChooseEdition } from './choose-edition.js'
import { ListColleagues } from './list-colleagues.js'
import { OwnSessions } from './own-sessions.js'
import { ParkedPages } from './parked-pages.js'
import { SessionSheet } from './session-sheet.js'
import { SignInStaff } from './sign-in-staff.js'
import { StaffSessions } from './staff-sessions.js'
import { StepUpWindow } from './step-up-window.js'

const useCases = [
  AskPaper,
  BeginAccount,
  ChooseEdition,
  CreateAccount,
  Epochs,
  KeepContact,
  KeepGrants,
  ListAccounts,
  ListColleagues,
  OwnKey,
  OwnSessions,
  Papers,
  ParkedPages,
  SessionSheet,
  SignInStaff,
  SignKeys,
  StaffSessions,
  StepUpWindow,
]

/** Signing in, live sessions, and who works on the edition. Needs `Clock`, `Database`, `Audit` and the key directory. */
@Module({ providers: useCases, exports: useCases })
export class StaffStaffModule {}
