import { Controller, Get, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { OwnCopies } from '#features/application/registration/after-sending/own-copy.store.js'
import { TypeCodeAgain } from '#features/application/registration/after-sending/type-code-again.js'
import { Fault } from '#platform/fault.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { CopyText } from './copy.page.js'

/** The copy a person keeps: shown once the code was typed again, removed at any time. */
@Controller(':lang/copy')
export class CopyController {
  constructor(
    private readonly shell: Shell,
    private readonly copies: OwnCopies,
    private readonly code: TypeCodeAgain,
  ) {}

  @Get()
  @Allow('own-copy.read')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Page | SeeOther> {
    const paths = pathsFor(words.lang)
    if (!(await this.copies.exists(me))) throw new Fault('not_found')
    if (!(await this.code.isFresh(me))) return seeOther(paths.codeAgain('copy'))
    const copy = await this.copies.find(me)
    if (!copy) throw new Fault('not_found')
    const frame = {
      words,
      title: words('copy.title'),
      me,
      here: (of: { copy: string }) => of.copy,
      back: { href: paths.home, label: words('shell.back_home') },
    }
    return page(this.shell.frame(frame, CopyText({ words, copy, token: formToken(me.token) })))
  }

  /** Removing needs no code: whoever is in a hurry must not look for the sheet first. */
  @Post('removal')
  @Allow('own-copy.remove')
  @Audited('copy.removed')
  async remove(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    return answer(await this.copies.remove(me), { ok: paths.home, refused: paths.home })
  }
}
