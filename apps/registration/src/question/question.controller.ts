import { Controller, Post } from '@nestjs/common'
import { AnswerQuestion } from '#features/application/registration/after-sending/answer-question.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'

/** The answer to a question of ours, sent once the named parts were replaced. */
@Controller(':lang/question/answer')
export class QuestionController {
  constructor(private readonly question: AnswerQuestion) {}

  @Post()
  @Allow('own-question.answer')
  @Audited('application.answer')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<SeeOther> {
    const { home } = pathsFor(words.lang)
    return answer(await this.question.run(me), { ok: home, refused: home })
  }
}
