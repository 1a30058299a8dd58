import { Body, Controller, Get, Post } from '@nestjs/common'
import type { ReadRows } from '#domain/assignment/rows.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { PasteAssignments } from '#features/vetting/staff/assignment/paste-assignments.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { PastedRowsText, type PastedRowsProps } from './pasted-rows.page.js'
import { RowsForm } from './plan.form.js'

const words = wordsFor('en')

/** Who reads what, pasted by rows: looked at, then assigned. */
@Controller('assignments/rows')
export class PastedRowsController {
  constructor(
    private readonly shell: Shell,
    private readonly paste: PasteAssignments,
  ) {}

  @Get()
  @Allow('assignment.plan')
  show(@Me() me: StaffActor): Page {
    return this.page(me, { rows: '' })
  }

  /** Both buttons answer with the page: what was pasted is kept nowhere but in it. */
  @Post()
  @Allow('assignment.plan')
  @Audited('assignment.pasted')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page> {
    const { values, errors } = readForm(RowsForm, body)
    const { rows = '', act } = values
    if (act === undefined || errors['act']) throw new Fault('malformed_form')
    if (errors['rows']) return this.page(me, { rows, error: errors['rows'] }, 422)
    if (act === 'look') return this.page(me, { rows, read: found(await this.paste.look(me, rows)) })
    const outcome = await this.paste.run(me, rows)
    if (outcome.ok) return this.page(me, { rows: '', assigned: outcome.value })
    const read = outcome.about?.['rows'] as ReadRows | undefined
    return this.page(me, { rows, read, refusal: outcome.code }, 422)
  }

  private page(me: StaffActor, given: Omit<PastedRowsProps, 'words' | 'token'>, status = 200): Page {
    const content = PastedRowsText({ words, token: this.shell.token(me), ...given })
    const title = words('staff.rows.title')
    return page(this.shell.frame({ me, title, hasErrors: status !== 200 }, content), status)
  }
}
