import { type DynamicModule, Global, Injectable, Module } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { DeskModule } from '#apps/staff/src/desk/desk.module.js'
import { Frame, type FramedPage } from '#apps/staff/src/shell/frame.js'
import { deskPermissions } from '#apps/staff/src/desk/permissions.js'
import type { Role } from '#domain/lifecycle.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { Clock } from '#platform/clock/clock.js'
import { DatabaseModule } from '#platform/database/database.module.js'
import type { Log } from '#platform/log/log.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { VaultModule } from '#platform/vault/vault.module.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { admit } from '#platform/web/access/decorators.js'
import { formToken } from '#platform/web/access/form-token.js'
import { type Admission, Gate } from '#platform/web/access/gate.js'
import { ErrorVoice } from '#platform/web/answer/calm-filter.js'
import { openWeb } from '#platform/web/serve.js'
import type { WebSettings } from '#platform/web/settings.js'
import { WebModule } from '#platform/web/web.module.js'
import { StaffPage } from '#ui/staff-page.js'
import { wordsFor } from '#words/index.js'
import { freePort, WebClient } from '#test/support/web/client.js'
import type { World } from '#test/support/world.js'

@Injectable()
class DeskGate extends Gate {
  constructor(
    private readonly sessions: StaffSessions,
    private readonly cookie: SessionCookie,
  ) {
    super()
  }

  async judge(request: FastifyRequest, permission: string): Promise<Admission> {
    const session = this.cookie.read(request)
    const me = session && (await this.sessions.find(session))
    if (!me) return 'sign_in'
    admit(request, me)
    const allowed = (deskPermissions as Readonly<Record<string, readonly Role[]>>)[permission] ?? []
    return me.roles.some((role) => allowed.includes(role)) ? 'admitted' : 'absent'
  }
}

@Injectable()
class PlainVoice extends ErrorVoice {
  page = (kind: string): string => `<p>${kind}</p>`
  sentence = (kind: string): string => kind
  signInPath = (): string => '/sign-in'
}

class PlainFrame extends Frame {
  frame({ me, title, hasErrors }: FramedPage, children: ComponentChildren) {
    const assets = { style: '/style.css', icon: '/icon.svg' }
    return (
      <StaffPage
        words={wordsFor('en')}
        title={title}
        hasErrors={hasErrors}
        assets={assets}
        nav={[]}
        who={me.displayName}
      >
        {children}
      </StaffPage>
    )
  }

  token = (me: StaffActor): string => formToken(me.session)
}

@Global()
@Module({
  providers: [Clock, StaffSessions, { provide: Frame, useClass: PlainFrame }],
  exports: [Clock, StaffSessions, Frame],
})
class GroundModule {}

const moduleOf = (world: World, settings: WebSettings, log: Log): DynamicModule => ({
  module: class DeskAppModule {},
  imports: [
    DatabaseModule.forRole(world.database.url('app_staff'), [], 4),
    VaultModule.with({
      path: localPaths(world.keyFolder).directory,
      rootPublicKey: localRootKey(world.keyFolder),
      mode: 'test',
    }),
    GroundModule,
    DeskModule,
    WebModule.with({ settings, log, gate: DeskGate, voice: PlainVoice, imports: [] }),
  ],
})

/** The desk's screens over HTTP in a plain frame, with the real guard, database and keys. */
export async function startDesk(world: World) {
  const port = await freePort()
  const settings: WebSettings = {
    scheme: 'http',
    hosts: [`127.0.0.1:${port}`],
    isPractice: true,
    cookie: 'desk',
    requestSeconds: 10,
    hasScripts: false,
    strangerPage: () => 'stranger',
  }
  const log: string[] = []
  const app = await openWeb({
    settings,
    assets: [],
    module: (its) => moduleOf(world, settings, its),
    logTo: { write: (line) => void log.push(line) },
  })
  await app.listen(port, '127.0.0.1')

  return {
    log,
    clock: app.get(Clock),
    browserOf(me: StaffActor): WebClient {
      const client = new WebClient(`http://127.0.0.1:${port}`)
      client.keep('desk', me.session.token.toString('base64url'))
      return client
    },
    close: () => app.close(),
  }
}
