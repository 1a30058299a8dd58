import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { MoveOwnApplication } from '#features/application/registration/move-own-application.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { replyWays } from '../home/possible-acts.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { ReplyForm, replyOf } from './reply.form.js'
import { ReplyText } from './reply.page.js'

/** The answer to an invitation: yes, no, a no taken back, a place given back. */
@Controller(':lang/reply')
export class ReplyController {
  constructor(
    private readonly shell: Shell,
    private readonly home: ReadHome,
    private readonly move: MoveOwnApplication,
  ) {}

  @Get()
  @Allow('own-invitation.read')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession, @Query('notice') notice?: unknown): Promise<Page> {
    const home = await this.home.run(me)
    const ways = home ? replyWays(home) : []
    if (!home || (ways.length === 0 && notice === undefined)) throw new Fault('not_found')
    const content = ReplyText({ words, home, ways, notice, token: formToken(me.token) })
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    return page(
      this.shell.frame({ words, title: words('reply.title'), me, back, here: (paths) => paths.reply }, content),
    )
  }

  @Post()
  @Allow('own-invitation.answer')
  @Audited('application.answered')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<SeeOther> {
    const reply = replyOf(readForm(ReplyForm, body).values)
    const paths = pathsFor(words.lang)
    return answer(await this.move.run(me, reply), { ok: paths.home, refused: paths.reply })
  }
}
