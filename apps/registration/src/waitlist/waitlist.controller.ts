import { Controller, Get, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { OwnWaitlist } from '#features/waitlist/registration/own-waitlist.js'
import { Fault } from '#platform/fault.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { WaitlistText } from './waitlist.page.js'

/** What waiting means, and the word that the person still wants to come. */
@Controller(':lang/waitlist')
export class WaitlistController {
  constructor(
    private readonly shell: Shell,
    private readonly own: OwnWaitlist,
  ) {}

  @Get()
  @Allow('own-waitlist.read')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Page> {
    const waiting = await this.own.read(me)
    if (!waiting) throw new Fault('not_found')
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const frame = {
      words,
      title: words('waitlist_page.title'),
      me,
      back,
      here: (of: { waitlist: string }) => of.waitlist,
    }
    return page(this.shell.frame(frame, WaitlistText({ words, waiting, token: formToken(me.token) })))
  }

  @Post()
  @Allow('own-waitlist.answer')
  @Audited('waitlist.interest')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<SeeOther> {
    const { home, waitlist } = pathsFor(words.lang)
    return answer(await this.own.confirm(me), { ok: waitlist, refused: home })
  }
}
