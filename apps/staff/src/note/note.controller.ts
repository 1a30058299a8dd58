import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { AnswerNote } from '#features/message/staff/answer-note.js'
import { ReadNotes } from '#features/message/staff/read-notes.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { AnswerForm } from './note.form.js'
import { NoteList, type NoteProps, NoteText } from './note.page.js'

const words = wordsFor('en')

/** What people wrote to us. Every showing of a note is an opening, logged before anything is unsealed. */
@Controller('notes')
export class NoteController {
  constructor(
    private readonly shell: Shell,
    private readonly notes: ReadNotes,
    private readonly answer: AnswerNote,
  ) {}

  @Get()
  @Allow('note.read')
  async index(@Me() me: StaffActor): Promise<Page> {
    const content = NoteList({ words, notes: await this.notes.list(me) })
    return page(this.shell.frame({ me, title: words('staff.note.title') }, content))
  }

  @Get(':id')
  @Allow('note.read')
  show(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    return this.page(me, idOf(id))
  }

  @Post(':id/answers')
  @Allow('note.answer')
  @Audited('note.answered')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(AnswerForm, body)
    if (!values.text || errors.text) {
      return this.page(me, idOf(id), { text: values.text ?? '', error: errors.text ?? 'missing' }, 422)
    }
    const outcome = await this.answer.run(me, idOf(id), values.text)
    if (outcome.ok) return seeOther(paths.notes)
    if (outcome.code === 'not_found') throw new Fault('not_found')
    return this.page(me, idOf(id), { text: values.text, refusal: outcome.code }, 409)
  }

  private async page(me: StaffActor, id: string, typed?: NoteProps['typed'], status = 200): Promise<Page> {
    const opened = found(await this.notes.open(me, id))
    const title = words('staff.note.one', { number: opened.note.caseNumber })
    const content = NoteText({ words, title, opened, typed, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title, hasErrors: typed?.error !== undefined }, content), status)
  }
}
