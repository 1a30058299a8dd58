import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AskPaper } from '#features/staff/staff/account/ask-paper.js'
import { BeginAccount } from '#features/staff/staff/account/begin-account.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Audited, Public } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { callerNetwork } from '#platform/web/door/network.js'
import { WebSettings } from '#platform/web/settings.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { FirstSignInForm, ForgottenForm } from './first-sign-in.form.js'
import { AskedText, FirstSignInText, ForgottenText } from './first-sign-in.page.js'

const words = wordsFor('en')

/** The first sign-in with a paper, and asking for another one. */
@Controller()
export class FirstSignInController {
  constructor(
    private readonly shell: Shell,
    private readonly begin: BeginAccount,
    private readonly ask: AskPaper,
    private readonly cookie: SessionCookie,
    @Inject(WebSettings) private readonly settings: WebSettings,
  ) {}

  @Get('first-sign-in')
  @Public()
  show(): Page {
    return this.form()
  }

  @Post('first-sign-in')
  @Public()
  @Audited('staff.keys_made')
  async create(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { login = '', code = '', passphrase = '', again = '' } = readForm(FirstSignInForm, body).values
    if (passphrase !== again) return this.form('passphrases_differ')
    const outcome = await this.begin.run({ login, code, passphrase, network: this.networkOf(request) })
    if (!outcome.ok && outcome.code === 'rate_limited') throw new Fault('rate_limited')
    if (!outcome.ok) return this.form(outcome.code)
    this.cookie.set(reply, outcome.value)

    return seeOther(paths.ownKey)
  }

  @Get('forgotten')
  @Public()
  forgotten(): Page {
    return page(this.shell.stranger(words('staff.forgotten.title'), ForgottenText({ words })))
  }

  @Post('forgotten')
  @Public()
  @Audited('staff.paper_asked')
  async askForPaper(@Body() body: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const { login = '' } = readForm(ForgottenForm, body).values
    const outcome = await this.ask.run(login, this.networkOf(request))
    if (!outcome.ok) throw new Fault('rate_limited')
    return page(this.shell.stranger(words('staff.forgotten.title'), AskedText({ words })))
  }

  private networkOf(request: FastifyRequest): string {
    return callerNetwork(request.raw, this.settings)
  }

  private form(code?: string): Page {
    const content = FirstSignInText({ words, code })
    return page(this.shell.stranger(words('staff.first.title'), content, code !== undefined), code ? 422 : 200)
  }
}
