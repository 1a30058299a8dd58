import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { AskApplicant, mayAsk } from '#features/application/staff/ask-applicant.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { Shell } from '../shell/shell.js'
import { QuestionForm } from './question.form.js'
import { QuestionText, type TypedQuestion } from './question.page.js'

const words = wordsFor('en')

/** Asking an applicant for more: which parts, and the question. */
@Controller('applications/:id/questions')
export class QuestionController {
  constructor(
    private readonly shell: Shell,
    private readonly files: FilePages,
    private readonly ask: AskApplicant,
  ) {}

  @Get()
  @Allow('application.ask')
  async show(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    return this.page(me, await this.askable(me, id), { values: {}, errors: {} })
  }

  @Post()
  @Allow('application.ask')
  @Audited('application.ask')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const file = await this.askable(me, id)
    const typed = readForm(QuestionForm, body)
    const { version = '', sections = [], text = '', quote = false } = typed.values
    if (!/^\d+$/.test(version)) throw new Fault('malformed_form')
    if (Object.keys(typed.errors).length > 0) return this.page(me, file, typed, 422)
    const outcome = await this.ask.run(me, file.id, { sections, text, quote, version: Number(version) })
    return answer(outcome, { ok: paths.applicationDone(id, 'question_asked'), refused: paths.application(id) })
  }

  /** Fault `not_found` where this person may not ask now. */
  private async askable(me: StaffActor, id: string): Promise<SeenFile> {
    const file = await this.files.find(me, id)
    if (!mayAsk(me, file.state)) throw new Fault('not_found')
    return file
  }

  private page(me: StaffActor, file: SeenFile, typed: TypedQuestion, status = 200): Page {
    const title = words('staff.ask.title', { number: file.caseNumber })
    const content = QuestionText({ words, title, file, typed, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title, hasErrors: status !== 200 }, content), status)
  }
}
