import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me, Public } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { CodeForm } from './code.form.js'
import { Entrance } from './entrance.js'
import { type SignInProps, SignInText } from './sign-in.page.js'

/** Sign-in with the return code, and sign-out. */
@Controller(':lang')
export class SessionController {
  constructor(
    private readonly shell: Shell,
    private readonly entrance: Entrance,
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('sign-in')
  @Public()
  show(@InLanguage() words: Words, @Query('ended') ended?: string): Page {
    return this.page(words, { ended: ended === 'yes' || ended === 'kept' ? ended : undefined })
  }

  @Post('sign-in')
  @Public()
  @Audited('session.begun')
  async create(
    @InLanguage() words: Words,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { values } = readForm(CodeForm, body)
    if (!values.code) return this.page(words, { error: 'missing' }, 422)
    const outcome = await this.entrance.open(values.code)
    if (!outcome.ok && outcome.code === 'rate_limited') throw new Fault('rate_limited')
    if (!outcome.ok) return this.page(words, { error: 'wrong' }, 422)
    const way = await this.entrance.into(words, outcome.value, this.cookie.read(request))
    // Only now: the cookie of the old session is the key to what it parked.
    this.cookie.set(reply, outcome.value)

    return way
  }

  @Post('sign-out')
  @Allow('own-session.end')
  @Audited('session.ended')
  async remove(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    await this.sessions.end(me)
    this.cookie.clear(reply)
    return seeOther(pathsFor(words.lang).start)
  }

  private page(words: Words, given: Omit<SignInProps, 'words'>, status = 200): Page {
    const title = words('sign_in.title')
    const back = { href: pathsFor(words.lang).start }
    const frame = {
      words,
      title,
      here: (paths: { signIn: string }) => paths.signIn,
      back,
      hasErrors: Boolean(given.error),
    }
    return page(this.shell.frame(frame, SignInText({ words, ...given })), status)
  }
}
