import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { SignInStaff } from '#features/staff/staff/sign-in-staff.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Audited, Public } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { SignInForm } from './sign-in.form.js'
import { SignInText } from './sign-in.page.js'

const words = wordsFor('en')

/** Login, password and authenticator code. */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly shell: Shell,
    private readonly signIn: SignInStaff,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Public()
  show(@Query('ended') ended?: unknown): Page {
    return this.form({ note: ended === 'yes' ? words('staff.sign_in.ended') : undefined })
  }

  @Post()
  @Public()
  @Audited('staff.signed_in')
  async create(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | SeeOther> {
    const { login = '', password = '', code = '' } = readForm(SignInForm, body).values
    const outcome = await this.signIn.run({ login, password, code })
    if (!outcome.ok && outcome.code === 'rate_limited') throw new Fault('rate_limited')
    if (!outcome.ok) return this.form({ refused: words('staff.refused.wrong_sign_in') })
    this.cookie.set(reply, outcome.value)

    return seeOther(paths.home)
  }

  private form(given: { note?: string; refused?: string }): Page {
    const isRefused = given.refused !== undefined
    return page(
      this.shell.stranger(words('staff.sign_in.title'), SignInText({ words, ...given }), isRefused),
      isRefused ? 422 : 200,
    )
  }
}
