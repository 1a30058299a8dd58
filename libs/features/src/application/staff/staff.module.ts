import { Module } from '@nestjs/common'
import { SessionSheet } from '#features/staff/index.orm.js'
import { FollowCodeCase } from './code-case/follow-code-case.js'
import { SpokenRequest } from './code-case/spoken-request.js'
import { IssueCode } from './code-case/issue-code.js'
import { ReadCodeCases } from './code-case/read-code-cases.js'
import { CompareFiles } from './compare-files.js'
import { AskApplicant } from './ask-applicant.js'
import { FindFile } from './find-file.js'
import { HoldFile } from './hold-file.js'
import { ListApplications } from './list-applications.js'
import { MoveFile } from './move-file.js'
import { OpenApplication } from './open-application.js'
import { EditionIndex } from './search/edition-index.js'
import { KeptSearches } from './search/kept-searches.js'
import { SearchFiles } from './search/search-files.js'
import { WorkingSets } from './search/working-sets.js'
import { ShareChanges } from './share-changes.js'

const useCases = [
  AskApplicant,
  CompareFiles,
  EditionIndex,
  FindFile,
  FollowCodeCase,
  HoldFile,
  IssueCode,
  SpokenRequest,
  KeptSearches,
  ListApplications,
  MoveFile,
  OpenApplication,
  ReadCodeCases,
  SearchFiles,
  SessionSheet,
  ShareChanges,
  WorkingSets,
]

/** What staff may do with applications. Needs `Database`, `Keyring` and `Audit`, provided globally by the app. */
@Module({ providers: useCases, exports: useCases })
export class ApplicationStaffModule {}
