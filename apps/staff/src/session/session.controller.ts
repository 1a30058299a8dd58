import { Controller, Get, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { OwnSessions } from '#features/staff/staff/own-sessions.js'
import { SessionMemory } from '#features/staff/staff/session-memory.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { SessionText } from './session.page.js'

const words = wordsFor('en')

/** Where one is signed in, and signing out. */
@Controller()
export class SessionController {
  constructor(
    private readonly shell: Shell,
    private readonly own: OwnSessions,
    private readonly sessions: StaffSessions,
    private readonly cookie: SessionCookie,
    private readonly memory: SessionMemory,
  ) {}

  @Get('sessions')
  @Allow('own-session.read')
  async show(@Me() me: StaffActor): Promise<Page> {
    const content = SessionText({ words, me, sessions: await this.own.list(me), token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.sessions.title') }, content))
  }

  @Post('sessions/ends')
  @Allow('own-session.end')
  @Audited('staff.others_signed_out')
  async endOthers(@Me() me: StaffActor): Promise<SeeOther> {
    await this.own.endOthers(me)
    return seeOther(paths.sessions)
  }

  @Post('sign-out')
  @Allow('own-session.end')
  @Audited('staff.signed_out')
  async end(@Me() me: StaffActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    await this.sessions.end(me)
    this.memory.forget(me)
    this.cookie.clear(reply)
    return seeOther(paths.signIn)
  }
}
