import { Controller, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { HoldOwnFile } from '#features/application/registration/own/hold-own-file.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'

/** The quiet signal. Back to the same page, which shows nothing of it. */
@Controller(':lang/home')
export class SignalController {
  constructor(private readonly hold: HoldOwnFile) {}

  @Post()
  @Allow('own-signal.set')
  @Audited('signal.set')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<SeeOther> {
    await this.hold.signal(me)
    return seeOther(pathsFor(words.lang).home)
  }
}
