import { Controller, Get } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { type AnswersCopy, OwnCopies } from '#features/application/registration/after-sending/own-copy.store.js'
import { ReadAnswers } from '#features/application/registration/after-sending/read-answers.js'
import { TypeCodeAgain } from '#features/application/registration/after-sending/type-code-again.js'
import { Fault } from '#platform/fault.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Download, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { EditionWords } from '../shell/edition-words.js'
import { InLanguage } from '../shell/language.js'
import { answersJson, answersText } from './answers-file.js'

/** One's own answers as a file: the draft before sending, the kept copy afterwards. */
@Controller(':lang')
export class AnswersFileController {
  constructor(
    private readonly drafts: ReadAnswers,
    private readonly copies: OwnCopies,
    private readonly code: TypeCodeAgain,
    private readonly edition: EditionWords,
  ) {}

  @Get('answers.txt')
  @Allow('own-answers.read')
  async text(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Download | SeeOther> {
    const copy = await this.answersOf(words, me)
    return copy ? answersText(words, copy) : seeOther(pathsFor(words.lang).codeAgain('copy'))
  }

  @Get('answers.json')
  @Allow('own-answers.read')
  async json(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Download | SeeOther> {
    const copy = await this.answersOf(words, me)
    return copy ? answersJson(words, copy) : seeOther(pathsFor(words.lang).codeAgain('copy'))
  }

  /** Null while the code must be typed again first. */
  private async answersOf(words: Words, me: ApplicantSession): Promise<AnswersCopy | null> {
    if (me.state === 'draft') {
      return this.drafts.run(me, { lang: words.lang, ...(await this.edition.asking(words, me)) })
    }
    if (!(await this.copies.exists(me))) throw new Fault('not_found')
    return (await this.code.isFresh(me)) ? this.copies.find(me) : null
  }
}
