import { Controller, Get, Headers } from '@nestjs/common'
import { LookIn } from '#features/application/registration/after-sending/look-in.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { InLanguage } from '../shell/language.js'
import { Place } from '../shell/place.js'
import { Shell } from '../shell/shell.js'
import { CodePage } from './code.page.js'

/** The sheet itself: shown once, before the first question. */
@Controller(':lang/code')
export class CodeSheetController {
  constructor(
    private readonly shell: Shell,
    private readonly place: Place,
    private readonly lookIn: LookIn,
  ) {}

  @Get()
  @Allow('own-code-sheet.read')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession, @Headers('host') host: string): Promise<Page> {
    const title = words('code.title')
    const lookIn = me.sheet ? await this.lookIn.run(me) : null
    const content = CodePage({ words, me, mailAddress: this.place.mailAddress, host, lookIn })
    return page(this.shell.frame({ words, title, here: (paths) => paths.code, me }, content))
  }
}
