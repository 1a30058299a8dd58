import { Controller, Get } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { LookIn } from '#features/application/registration/after-sending/look-in.js'
import { OwnCopies } from '#features/application/registration/after-sending/own-copy.store.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Place } from '../shell/place.js'
import { Shell } from '../shell/shell.js'
import { SentText } from './sent.page.js'

/** The receipt. */
@Controller(':lang/sent')
export class SentController {
  constructor(
    private readonly shell: Shell,
    private readonly place: Place,
    private readonly copies: OwnCopies,
    private readonly lookIn: LookIn,
  ) {}

  @Get()
  @Allow('own-application.read')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Page | SeeOther> {
    if (me.state === 'draft') return seeOther(pathsFor(words.lang).answers)
    const hasCopy = await this.copies.exists(me)
    const lookInBy = await this.lookIn.run(me)
    const { mailAddress } = this.place
    const content = SentText({ words, caseNumber: me.caseNumber, mailAddress, hasCopy, lookInBy })
    const frame = { words, title: words('sent.title'), me, here: (paths: { sent: string }) => paths.sent }
    return page(this.shell.frame(frame, content))
  }
}
