import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { MoveOwnApplication } from '#features/application/registration/move-own-application.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me, Public } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { isLive } from '../home/possible-acts.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { WithdrawalForm } from './withdrawal.form.js'
import { LeftText, WithdrawalText, WithdrawnText } from './withdrawal.page.js'

/** Leaving, in every state, at once. */
@Controller(':lang')
export class WithdrawalController {
  constructor(
    private readonly shell: Shell,
    private readonly move: MoveOwnApplication,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('withdrawal')
  @Allow('own-application.withdraw')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession, @Query('notice') notice?: unknown): Promise<Page> {
    const outside = await this.move.outside(me)
    const isDraft = me.state === 'draft'
    const facts = { isDraft, isOver: !isDraft && !isLive(me.state), outside }
    const content = WithdrawalText({ words, ...facts, notice, token: formToken(me.token) })
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    return page(
      this.shell.frame({ words, title: words('withdraw.title'), me, back, here: (paths) => paths.withdrawal }, content),
    )
  }

  @Post('withdrawal')
  @Allow('own-application.withdraw')
  @Audited('application.withdraw')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const { keep = 'rules' } = readForm(WithdrawalForm, body ?? {}).values
    const forget = me.state === 'draft' || keep === 'nothing'
    const outcome = forget ? await this.move.forget(me) : await this.move.withdraw(me, keep === 'next_edition')
    if (outcome.ok && forget) this.cookie.clear(reply)
    const paths = pathsFor(words.lang)
    return answer(outcome, { ok: forget ? paths.withdrawn : paths.left, refused: paths.withdrawal })
  }

  @Get('withdrawal/receipt')
  @Allow('own-application.read')
  left(@InLanguage() words: Words, @Me() me: ApplicantSession): Page {
    const title = words('withdraw.done_title')
    const content = LeftText({ words, caseNumber: me.caseNumber })
    return page(this.shell.frame({ words, title, me, here: (paths) => paths.left }, content))
  }

  @Get('withdrawn')
  @Public()
  done(@InLanguage() words: Words): Page {
    const title = words('withdraw.done_title')
    return page(this.shell.frame({ words, title, here: (paths) => paths.withdrawn }, WithdrawnText({ words })))
  }
}
