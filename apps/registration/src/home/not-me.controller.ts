import { Controller, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { HoldOwnFile } from '#features/application/registration/own/hold-own-file.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'

/** "It was not me", said to a lost code by whoever still holds it. */
@Controller(':lang/not-me')
export class NotMeController {
  constructor(private readonly hold: HoldOwnFile) {}

  @Post()
  @Allow('own-code-case.deny')
  @Audited('code_case.cancel')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<SeeOther> {
    await this.hold.deny(me)
    return seeOther(pathsFor(words.lang).home)
  }
}
