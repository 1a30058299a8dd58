import { Module } from '@nestjs/common'
import { SessionSheet, StepUpWindow } from '#features/staff/index.orm.js'
import { FollowCodeCase } from './code-case/follow-code-case.js'
import { SpokenRequest } from './code-case/spoken-request.js'
import { IssueCode } from './code-case/issue-code.js'
import { ReadCodeCases } from './code-case/read-code-cases.js'
import { CompareFiles } from './compare-files.js'
import { AskApplicant } from './ask-applicant.js'
import { AskOpenings } from './opening/ask-openings.js'
import { ExportFiles } from './export/export-files.js'
import { FindFile } from './find-file.js'
import { HoldFile } from './hold-file.js'
import { ListApplications } from './list-applications.js'
import { MoveFile } from './move-file.js'
import { OpenApplication } from './open-application.js'
import { AnswerEligibility } from './screening/answer-eligibility.js'
import { ComparisonModule } from './screening/comparison.module.js'
import { FindProxies } from './screening/find-proxies.js'
import { SetProxyLimit } from './screening/set-proxy-limit.js'
import { FlagFile } from './screening/flag-file.js'
import { ReadScreening } from './screening/read-screening.js'
import { ReadScreeningFiles } from './screening/screening-files.js'
import { RunScreening } from './screening/run-screening.js'
import { KeptSearches } from './search/kept-searches.js'
import { SavedSearches } from './search/saved-searches.js'
import { SearchFiles } from './search/search-files.js'
import { ShareChanges } from './share-changes.js'
import { TagFile } from './tag-file.js'

const useCases = [
  AnswerEligibility,
  AskApplicant,
  AskOpenings,
  CompareFiles,
  ExportFiles,
  FindFile,
  FindProxies,
  SetProxyLimit,
  FlagFile,
  FollowCodeCase,
  HoldFile,
  IssueCode,
  SpokenRequest,
  KeptSearches,
  ListApplications,
  MoveFile,
  OpenApplication,
  ReadCodeCases,
  ReadScreening,
  ReadScreeningFiles,
  RunScreening,
  SavedSearches,
  SearchFiles,
  SessionSheet,
  ShareChanges,
  TagFile,
]

/** What staff may do with applications. Needs `Database`, `Keyring` and `Audit`, provided globally by the app. */
@Module({
  imports: [ComparisonModule],
  providers: [...useCases, StepUpWindow],
  exports: [...useCases, ComparisonModule],
})
export class ApplicationStaffModule {}
