import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SignInStaff } from '#features/staff/staff/sign-in-staff.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Audited, Public } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { callerNetwork } from '#platform/web/door/network.js'
import { WebSettings } from '#platform/web/settings.js'
import { wordsFor } from '#words/index.js'
import { ownPageIn } from '../shell/page-asked.js'
import { Shell } from '../shell/shell.js'
import { Return } from './return.js'
import { SignInForm } from './sign-in.form.js'
import { SignInText } from './sign-in.page.js'

const words = wordsFor('en')
const notes = { yes: 'ended', kept: 'kept', typed: 'typed' } as const
const isNote = (code: unknown): code is keyof typeof notes => typeof code === 'string' && Object.hasOwn(notes, code)

/** Login, password and authenticator code. */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly shell: Shell,
    private readonly signIn: SignInStaff,
    private readonly cookie: SessionCookie,
    private readonly back: Return,
    @Inject(WebSettings) private readonly settings: WebSettings,
  ) {}

  @Get()
  @Public()
  show(@Query('ended') ended?: unknown, @Query('to') to?: unknown): Page {
    const note = isNote(ended) ? words(`staff.sign_in.${notes[ended]}`) : undefined
    return this.form({ note, to: ownPageIn(to) })
  }

  @Post()
  @Public()
  @Audited('staff.signed_in')
  async create(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { login = '', password = '', code = '', ...asked } = readForm(SignInForm, body).values
    const to = ownPageIn(asked.to)
    const outcome = await this.signIn.run({ login, password, code, network: callerNetwork(request.raw, this.settings) })
    if (!outcome.ok) {
      if (outcome.code === 'rate_limited') throw new Fault('rate_limited')
      return this.form({ refused: words(`staff.refused.${outcome.code}`), to })
    }
    const way = await this.back.wayOf(outcome.value, { old: this.cookie.read(request), to })
    // Only now: the cookie of the old session is the key to what it parked.
    this.cookie.set(reply, outcome.value)

    return seeOther(way)
  }

  private form(given: { note?: string; refused?: string; to?: string }): Page {
    const isRefused = given.refused !== undefined
    return page(
      this.shell.stranger(words('staff.sign_in.title'), SignInText({ words, ...given }), isRefused),
      isRefused ? 422 : 200,
    )
  }
}
