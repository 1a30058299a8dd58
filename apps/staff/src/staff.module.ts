import { type DynamicModule, Global, Module } from '@nestjs/common'
import { ApplicationStaffModule } from '#features/application/staff/staff.module.js'
import { AuditStaffModule } from '#features/audit/staff/staff.module.js'
import { DecisionStaffModule } from '#features/decision/staff/staff.module.js'
import { InvitationStaffModule } from '#features/invitation/staff/staff.module.js'
import { ReferenceStaffModule } from '#features/reference/staff/staff.module.js'
import { NominationStaffModule } from '#features/nomination/staff/staff.module.js'
import { DangerContactStaffModule } from '#features/danger-contact/staff/staff.module.js'
import { EditionStaffModule } from '#features/edition/staff/staff.module.js'
import { MessageStaffModule } from '#features/message/staff/staff.module.js'
import { SessionMemory } from '#features/staff/staff/session-memory.js'
import { RevealStaffModule } from '#features/reveal/staff/staff.module.js'
import { StaffStaffModule } from '#features/staff/staff/staff.module.js'
import { TaskStaffModule } from '#features/task/staff/staff.module.js'
import { VettingStaffModule } from '#features/vetting/staff/staff.module.js'
import { Clock } from '#platform/clock/clock.js'
import { DatabaseModule } from '#platform/database/database.module.js'
import type { Log } from '#platform/log/log.js'
import type { DirectorySource } from '#platform/vault/sealing.module.js'
import { VaultModule } from '#platform/vault/vault.module.js'
import type { WebSettings } from '#platform/web/settings.js'
import { WebModule } from '#platform/web/web.module.js'
import { FilePages } from './application/file-pages.js'
import { FilePanels } from './application/file-panels.js'
import { AssigningPanel } from './assignment/assignment-panel.js'
import { CohortModule } from './cohort/cohort.module.js'
import { ConflictPages } from './conflict/conflict-pages.js'
import { DeskModule } from './desk/desk.module.js'
import { ReferencePages } from './reference/reference-pages.js'
import { LostCodePages } from './lost-code/lost-code-pages.js'
import { ListSearch } from './search/list-search.js'
import { ScreeningModule } from './screening/screening.module.js'
import { Frame } from './shell/frame.js'
import { Place } from './shell/place.js'
import { Shell } from './shell/shell.js'
import { StaffGate } from './shell/staff-gate.js'
import { StaffVoice } from './shell/staff-voice.js'
import { KeptReview } from './review/kept-review.js'
import { Return } from './sign-in/return.js'
import { ApprovalModule } from './approval/approval.module.js'
import { DeskPages } from './vetting/desk-pages.js'
import { FoundPanel } from './vetting/found-panel.js'
import { HomeWaiting } from './home/home-waiting.js'
import { VettingPanel } from './vetting/vetting-panel.js'
import { controllers } from './controllers.js'
import { WaitlistModule } from './waitlist/waitlist.module.js'

/** What lies below every page: time, what sessions opened, and where the pages are shown. */
@Global()
@Module({})
class GroundModule {
  static with(place: Place): DynamicModule {
    const frame = { provide: Frame, useExisting: Shell }
    const providers = [Clock, SessionMemory, Shell, frame, { provide: Place, useValue: place }]
    return { module: GroundModule, providers, exports: providers }
  }
}

export interface StaffParts {
  readonly settings: WebSettings
  readonly log: Log
  /** URL of the role `app_staff`. */
  readonly database: string
  readonly directory: DirectorySource
  readonly place: Place
}

const doors = [
  ApplicationStaffModule,
  AuditStaffModule,
  DecisionStaffModule,
  InvitationStaffModule,
  ReferenceStaffModule,
  NominationStaffModule,
  EditionStaffModule,
  DangerContactStaffModule,
  MessageStaffModule,
  RevealStaffModule,
  StaffStaffModule,
  TaskStaffModule,
  VettingStaffModule,
]

@Module({})
export class StaffModule {
  static with({ settings, log, database, directory, place }: StaffParts): DynamicModule {
    return {
      module: StaffModule,
      imports: [
        DatabaseModule.forRole(database, []),
        VaultModule.with(directory),
        GroundModule.with(place),
        ...doors,
        WebModule.with({
          settings,
          log,
          gate: StaffGate,
          voice: StaffVoice,
          imports: [StaffStaffModule, VettingStaffModule],
        }),
        DeskModule,
        ScreeningModule,
        WaitlistModule,
        CohortModule,
        ApprovalModule,
      ],
      providers: [
        AssigningPanel,
        ConflictPages,
        DeskPages,
        FilePages,
        FilePanels,
        ListSearch,
        LostCodePages,
        ReferencePages,
        KeptReview,
        Return,
        VettingPanel,
        FoundPanel,
        HomeWaiting,
      ],
      controllers,
    }
  }
}
