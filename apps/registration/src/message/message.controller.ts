import { Controller, Get, Param, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { LookIn } from '#features/application/registration/after-sending/look-in.js'
import { KeepInbox } from '#features/application/registration/keep-inbox.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { Fault } from '#platform/fault.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { asUuid } from '../shell/identifier.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { titleOf } from './inbox.js'
import { MessageText } from './message.page.js'

/** Messages stay until the person removes them. */
@Controller(':lang/messages/:id')
export class MessageController {
  constructor(
    private readonly shell: Shell,
    private readonly home: ReadHome,
    private readonly inbox: KeepInbox,
    private readonly lookIn: LookIn,
  ) {}

  @Get()
  @Allow('own-message.read')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('id') id: string,
  ): Promise<Page | SeeOther> {
    const home = await this.home.run(me)
    const message = home?.messages.find((one) => one.id === id)
    if (!home || !message) throw new Fault('not_found')
    const paths = pathsFor(words.lang)
    if (message.isNew) return seeOther(paths.home)
    const title = titleOf(words, message)
    const back = { href: paths.home, label: words('shell.back_home') }
    const content = MessageText({ words, message, home, lookIn: await this.lookIn.run(me), token: formToken(me.token) })
    return page(this.shell.frame({ words, title, me, back, here: (of) => of.message(id) }, content))
  }

  @Post('opening')
  @Allow('own-message.open')
  @Audited('message.opened')
  async open(@InLanguage() words: Words, @Me() me: ApplicantSession, @Param('id') id: string): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    return answer(await this.inbox.open(me, asUuid(id)), { ok: paths.message(id), refused: paths.home })
  }

  @Post('removal')
  @Allow('own-message.remove')
  @Audited('message.removed')
  async remove(@InLanguage() words: Words, @Me() me: ApplicantSession, @Param('id') id: string): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    return answer(await this.inbox.remove(me, asUuid(id)), { ok: paths.home, refused: paths.home })
  }
}
