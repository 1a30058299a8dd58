import { Body, Controller, Get, HttpCode, Param, Post, Put, UseInterceptors } from '@nestjs/common'
import { AnswerQuestion } from '#features/application/registration/after-sending/answer-question.js'
import { ReadReplacing } from '#features/application/registration/after-sending/read-replacing.js'
import { ReplaceSection } from '#features/application/registration/after-sending/replace-section.js'
import { replaceableByKey, replaceableNow } from '#features/application/registration/after-sending/replaceable.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { EditionWords } from '../shell/edition-words.js'
import { Change, type Conditional } from './conditional.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith } from './json-body.js'
import { problemFields, problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** Replacing parts of what was sent, and answering what was asked. What was sent cannot be read here. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class AfterApiController {
  constructor(
    private readonly file: ReadReplacing,
    private readonly section: ReplaceSection,
    private readonly question: AnswerQuestion,
    private readonly edition: EditionWords,
  ) {}

  @Get('replacements')
  @Allow('own-section.replace')
  async list(@Me() me: ApplicantSession): Promise<object> {
    const file = me.state === 'draft' ? null : await this.file.run(me)
    if (!file) throw new Fault('not_found')
    const { openSections, answerBy, versions } = file
    const rows = replaceableNow(file).map(({ key }) => ({
      key,
      version: versions.get(key)?.version ?? 1,
      is_asked: openSections.includes(key),
    }))
    return { answer_by: answerBy, sections: rows }
  }

  @Put('replacements/:key')
  @Allow('own-section.replace')
  @Audited('application.replaced')
  async replace(
    @Spoken() words: Words,
    @Me() me: ApplicantSession,
    @Param('key') key: string,
    @Change() { version, body }: Conditional,
  ): Promise<object | Problem> {
    const section = replaceableByKey(key)
    if (!section || me.state === 'draft') throw new Fault('not_found')
    const asking = await this.edition.asking(words, me)
    const read = readForm(section.form, objectWith(body, ['answers']).answers, asking.notOffered)
    const outcome = await this.section.run(me, key, { ...read, version }, { lang: words.lang, ...asking })
    if (outcome.ok) return { key, version: outcome.value }
    const telling = { words, about: asking.about }
    return problemOf(words, outcome, problemFields(telling, section.form, read.errors, ['answers']))
  }

  @Post('question/answer')
  @HttpCode(200)
  @Allow('own-question.answer')
  @Audited('application.answer')
  async answer(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<object | Problem> {
    objectWith(body ?? {}, [])
    const outcome = await this.question.run(me)
    return outcome.ok ? { answered: true } : problemOf(words, outcome)
  }
}
