import { Module } from '@nestjs/common'
import { CompareFiles } from './compare-files.js'
import { AskApplicant } from './ask-applicant.js'
import { FindFile } from './find-file.js'
import { HoldFile } from './hold-file.js'
import { ListApplications } from './list-applications.js'
import { MoveFile } from './move-file.js'
import { OpenApplication } from './open-application.js'
import { ShareChanges } from './share-changes.js'

const useCases = [
  AskApplicant,
  CompareFiles,
  FindFile,
  HoldFile,
  ListApplications,
  MoveFile,
  OpenApplication,
  ShareChanges,
]

/** What staff may do with applications. Needs `Database`, `Keyring` and `Audit`, provided globally by the app. */
@Module({ providers: useCases, exports: useCases })
export class ApplicationStaffModule {}
