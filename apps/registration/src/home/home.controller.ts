import { Controller, Get, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { LookIn } from '#features/application/registration/after-sending/look-in.js'
import { ReadReplacing } from '#features/application/registration/after-sending/read-replacing.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { OwnReferees } from '#features/reference/registration/own-referees.js'
import { Fault } from '#platform/fault.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { HomeText } from './home.page.js'

/** The person's own page after sending. */
@Controller(':lang/home')
export class HomeController {
  constructor(
    private readonly shell: Shell,
    private readonly home: ReadHome,
    private readonly referees: OwnReferees,
    private readonly replacing: ReadReplacing,
    private readonly lookIn: LookIn,
  ) {}

  @Get()
  @Allow('own-application.read')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Query('notice') notice?: unknown,
  ): Promise<Page | SeeOther> {
    if (me.state === 'draft') return seeOther(pathsFor(words.lang).sections)
    const home = await this.home.run(me)
    const file = await this.replacing.run(me)
    if (!home || !file) throw new Fault('not_found')
    const referees = await this.referees.run(me)
    const lookIn = await this.lookIn.run(me)
    const content = HomeText({ words, home, file, referees, lookIn, notice, token: formToken(me.token) })
    return page(this.shell.frame({ words, title: words('home.title'), me, here: (paths) => paths.home }, content))
  }
}
