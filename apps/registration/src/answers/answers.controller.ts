import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { SubmitApplication } from '#features/application/registration/submit-application.js'
import { readForm } from '#platform/form/read-form.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { EditionWords } from '../shell/edition-words.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { AnswersText } from './answers.page.js'
import { SendForm } from './send.form.js'

/** Check your answers, and send them. */
@Controller(':lang')
export class AnswersController {
  constructor(
    private readonly shell: Shell,
    private readonly drafts: OwnDrafts,
    private readonly edition: EditionWords,
    private readonly submit: SubmitApplication,
  ) {}

  @Get('answers')
  @Allow('own-draft.read')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Query('notice') notice?: unknown,
  ): Promise<Page | SeeOther> {
    const paths = pathsFor(words.lang)
    if (me.state !== 'draft') return seeOther(paths.home)
    const asking = await this.edition.asking(words, me)
    const draft = await this.drafts.open(me)
    const title = words('check.title')
    const content = AnswersText({ words, draft, asking, token: formToken(me.token), notice })
    const frame = { words, title, me, here: (of: { answers: string }) => of.answers, back: { href: paths.sections } }
    return page(this.shell.frame(frame, content))
  }

  @Post('submission')
  @Allow('own-application.submit')
  @Audited('application.submit')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    const { keep_copy: keepCopy, late_code: typedLate } = readForm(SendForm, body ?? {}).values
    const outcome = await this.submit.run(me, words.lang, keepCopy === true, typedLate)
    return answer(outcome, { ok: paths.sent, refused: paths.answers })
  }
}
