import { type DynamicModule, Module, type Type } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import { Log } from '#platform/log/log.js'
import { AccessGuard } from './access/access-guard.js'
import { SessionCookie } from './access/cookie.js'
import { Gate } from './access/gate.js'
import { NoThrottle, Throttle } from './access/throttle.js'
import { CalmFilter, ErrorVoice } from './answer/calm-filter.js'
import { SendAnswers } from './answer/send-answers.js'
import { WebSettings } from './settings.js'

export interface WebParts {
  readonly settings: WebSettings
  readonly log: Log
  readonly gate: Type<Gate>
  readonly voice: Type<ErrorVoice>
  /** What stands before open doors; nothing unless said. */
  readonly throttle?: Type<Throttle>
  /** Modules whose providers gate and voice need. */
  readonly imports: NonNullable<DynamicModule['imports']>
}

/** Guard, answers and errors of a web app. */
@Module({})
export class WebModule {
  static with({ settings, log, gate, voice, throttle = NoThrottle, imports }: WebParts): DynamicModule {
    return {
      module: WebModule,
      global: true,
      imports,
      providers: [
        { provide: WebSettings, useValue: settings },
        { provide: Log, useValue: log },
        { provide: Gate, useClass: gate },
        { provide: ErrorVoice, useClass: voice },
        { provide: Throttle, useClass: throttle },
        SessionCookie,
        CalmFilter,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: SendAnswers },
        { provide: APP_FILTER, useExisting: CalmFilter },
      ],
      exports: [WebSettings, Log, SessionCookie, CalmFilter],
    }
  }
}
