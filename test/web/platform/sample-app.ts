import { Body, Controller, type DynamicModule, Get, Injectable, Post } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { h } from 'preact'
import { refuse } from '#domain/outcome.js'
import { Fault } from '#platform/fault.js'
import type { Log } from '#platform/log/log.js'
import { admit, Allow, Audited, Me, Public } from '#platform/web/access/decorators.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { type Admission, Gate } from '#platform/web/access/gate.js'
import { answer } from '#platform/web/answer/answer.js'
import { ErrorVoice } from '#platform/web/answer/calm-filter.js'
import type { ErrorKind } from '#platform/web/answer/error-kind.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import type { WebSettings } from '#platform/web/settings.js'
import { WebModule } from '#platform/web/web.module.js'

@Injectable()
class SampleGate extends Gate {
  constructor(private readonly cookie: SessionCookie) {
    super()
  }

  async judge(request: FastifyRequest, permission: string): Promise<Admission> {
    const session = this.cookie.read(request)
    if (session === null) return 'sign_in'
    admit(request, session.hash.toString('hex'))
    return permission === 'own' ? 'admitted' : 'absent'
  }
}

@Injectable()
class SampleVoice extends ErrorVoice {
  page(kind: ErrorKind, _: FastifyRequest, reference?: string): string {
    return `<p>calm ${kind}${reference === undefined ? '' : ' with reference'}</p>`
  }

  sentence(kind: ErrorKind): string {
    return `calm ${kind}`
  }

  signInPath(): string {
    return '/sign-in'
  }
}

@Controller()
class SampleController {
  @Get('open')
  @Public()
  open(): Page {
    return page(h('p', {}, '<b>&"'.repeat(400)))
  }

  @Get('own')
  @Allow('own')
  own(@Me() me: string): Page {
    return page(h('p', {}, me))
  }

  @Get('foreign')
  @Allow('foreign')
  foreign(): Page {
    return page(h('p', {}, 'never'))
  }

  @Get('broken')
  @Public()
  broken(): never {
    throw new Error('canary-8471 in a message', { cause: new Fault('database_23505') })
  }

  @Get('away')
  @Public()
  away(): never {
    throw new Fault('database_away')
  }

  @Post('own')
  @Allow('own')
  @Audited('sample.saved')
  save(@Body() body: object): Page {
    return page(h('p', {}, JSON.stringify(body)))
  }

  @Post('open')
  @Public()
  @Audited('sample.opened')
  refused(): SeeOther {
    return answer(refuse('too_late'), { ok: '/open', refused: '/own' })
  }

  @Post('api/v1/sample')
  @Public()
  @Audited('sample.called')
  call(@Body() body: unknown): unknown {
    return { body }
  }
}

@Controller()
class UnguardedController {
  @Get('loose')
  loose(): string {
    return ''
  }

  @Post('loose')
  @Public()
  change(): string {
    return ''
  }
}

const sampleModule =
  (controllers: NonNullable<DynamicModule['controllers']>) => (settings: WebSettings) => (log: Log) => ({
    module: class SampleModule {},
    imports: [WebModule.with({ settings, log, gate: SampleGate, voice: SampleVoice, imports: [] })],
    controllers,
  })

export const guardedModule = sampleModule([SampleController])
export const unguardedModule = sampleModule([UnguardedController])

export const settingsFor = (hosts: readonly string[], given: Partial<WebSettings> = {}): WebSettings => ({
  scheme: 'http',
  hosts,
  isPractice: true,
  cookie: 'sample',
  requestSeconds: 30,
  hasScripts: false,
  strangerPage: () => '<!doctype html><title>Practice copy</title>',
  ...given,
})
