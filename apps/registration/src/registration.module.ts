import { type DynamicModule, Global, Module } from '@nestjs/common'
import { ApplicationRegistrationModule } from '#features/application/registration/registration.module.js'
import { DangerContactRegistrationModule } from '#features/danger-contact/registration/registration.module.js'
import { JourneyRegistrationModule } from '#features/journey/registration/registration.module.js'
import { LinkRegistrationModule } from '#features/link/registration/registration.module.js'
import { NominationRegistrationModule } from '#features/nomination/registration/registration.module.js'
import { ReferenceRegistrationModule } from '#features/reference/registration/registration.module.js'
import { MessageRegistrationModule } from '#features/message/registration/registration.module.js'
import { WaitlistRegistrationModule } from '#features/waitlist/registration/registration.module.js'
import { Clock } from '#platform/clock/clock.js'
import { Sql } from '#platform/database/sql.js'
import type { Log } from '#platform/log/log.js'
import { type DirectorySource, SealingModule } from '#platform/vault/sealing.module.js'
import { NetworkThrottle } from '#platform/web/access/throttle.js'
import type { WebSettings } from '#platform/web/settings.js'
import { WebModule } from '#platform/web/web.module.js'
import { AboutController } from './about/about.controller.js'
import { AnswersController } from './answers/answers.controller.js'
import { SentController } from './answers/sent.controller.js'
import { AfterApiController } from './api/after-api.controller.js'
import { CallApiController } from './api/call-api.controller.js'
import { CopyApiController } from './api/copy-api.controller.js'
import { InvitationApiController } from './api/guest/invitation-api.controller.js'
import { LinkApiController } from './api/guest/link-api.controller.js'
import { PartnerApiController } from './api/guest/partner-api.controller.js'
import { ReferenceApiController } from './api/guest/reference-api.controller.js'
import { HomeApiController } from './api/home-api.controller.js'
import { MoveApiController } from './api/move-api.controller.js'
import { OwnApiController } from './api/own-api.controller.js'
import { RefereeApiController } from './api/referee-api.controller.js'
import { SafetyApiController } from './api/safety-api.controller.js'
import { SectionApiController } from './api/section-api.controller.js'
import { SessionApiController } from './api/session-api.controller.js'
import { CodeSheetController } from './code/code-sheet.controller.js'
import { CodeController } from './code/code.controller.js'
import { CodeAgainController } from './code-again/code-again.controller.js'
import { AnswersFileController } from './copy/answers-file.controller.js'
import { CopyController } from './copy/copy.controller.js'
import { HomeController } from './home/home.controller.js'
import { SignalController } from './home/signal.controller.js'
import { LinkController } from './link/link.controller.js'
import { MessageController } from './message/message.controller.js'
import { InvitationController } from './nomination/invitation.controller.js'
import { PartnerController } from './partner/partner.controller.js'
import { RefereeController } from './referee/referee.controller.js'
import { ReferenceController } from './reference/reference.controller.js'
import { ReferenceEndController } from './reference/reference-end.controller.js'
import { QuestionController } from './question/question.controller.js'
import { ReplacementController } from './replacement/replacement.controller.js'
import { ReplacementPages } from './replacement/replacement-pages.js'
import { SendReplacement } from './replacement/send-replacement.js'
import { NewCodeController } from './new-code/new-code.controller.js'
import { NewCodePages } from './new-code/new-code-pages.js'
import { PauseController } from './pause/pause.controller.js'
import { NotMeController } from './home/not-me.controller.js'
import { NoteController } from './note/note.controller.js'
import { KeepController } from './code/keep.controller.js'
import { ConsentController } from './consent/consent.controller.js'
import { PreferencesController } from './preferences/preferences.controller.js'
import { ReplyController } from './reply/reply.controller.js'
import { SectionController } from './section/section.controller.js'
import { SectionPages } from './section/section-pages.js'
import { Entrance } from './session/entrance.js'
import { ParkedPages } from './session/parked-pages.js'
import { PresenceController } from './session/presence.controller.js'
import { SessionController } from './session/session.controller.js'
import { EditionWords } from './shell/edition-words.js'
import { Place } from './shell/place.js'
import { RegistrationGate } from './shell/registration-gate.js'
import { RegistrationVoice } from './shell/registration-voice.js'
import { Shell } from './shell/shell.js'
import { StartController } from './start/start.controller.js'
import { TaskController } from './task/task.controller.js'
import { TravelPapersController } from './travel-papers/travel-papers.controller.js'
import { VisaListController } from './visa-list/visa-list.controller.js'
import { WaitlistController } from './waitlist/waitlist.controller.js'
import { WithdrawalController } from './withdrawal/withdrawal.controller.js'

/** What lies below every page: the role's connection, time, and where the pages are shown. */
@Global()
@Module({})
class GroundModule {
  static with(sql: Sql, place: Place): DynamicModule {
    const providers = [Clock, Shell, { provide: Sql, useValue: sql }, { provide: Place, useValue: place }]
    return { module: GroundModule, providers, exports: providers }
  }
}

export interface RegistrationParts {
  readonly settings: WebSettings
  readonly log: Log
  readonly sql: Sql
  readonly directory: DirectorySource
  readonly place: Place
}

const controllers = [
  StartController,
  CodeController,
  CodeSheetController,
  SessionController,
  PresenceController,
  SectionController,
  AnswersController,
  AnswersFileController,
  SentController,
  CopyController,
  CodeAgainController,
  ReplacementController,
  QuestionController,
  HomeController,
  SignalController,
  MessageController,
  ReplyController,
  WithdrawalController,
  TravelPapersController,
  TaskController,
  LinkController,
  ReferenceController,
  ReferenceEndController,
  RefereeController,
  InvitationController,
  PartnerController,
  NewCodeController,
  PauseController,
  WaitlistController,
  NotMeController,
  NoteController,
  KeepController,
  ConsentController,
  PreferencesController,
  AboutController,
  VisaListController,
  CallApiController,
  SessionApiController,
  SectionApiController,
  HomeApiController,
  MoveApiController,
  AfterApiController,
  CopyApiController,
  RefereeApiController,
  OwnApiController,
  SafetyApiController,
  LinkApiController,
  ReferenceApiController,
  InvitationApiController,
  PartnerApiController,
]

@Module({})
export class RegistrationModule {
  static with({ settings, log, sql, directory, place }: RegistrationParts): DynamicModule {
    const doors = [
      ApplicationRegistrationModule,
      DangerContactRegistrationModule,
      JourneyRegistrationModule,
      LinkRegistrationModule,
      NominationRegistrationModule,
      MessageRegistrationModule,
      WaitlistRegistrationModule,
      ReferenceRegistrationModule,
    ]

    return {
      module: RegistrationModule,
      imports: [
        GroundModule.with(sql, place),
        SealingModule.with(directory),
        ...doors,
        WebModule.with({
          settings,
          log,
          gate: RegistrationGate,
          voice: RegistrationVoice,
          throttle: NetworkThrottle,
          imports: doors,
        }),
      ],
      providers: [EditionWords, Entrance, NewCodePages, ParkedPages, ReplacementPages, SendReplacement, SectionPages],
      controllers,
    }
  }
}
