import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { CodeWord } from '#features/application/staff/code-case/code-word.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReadCallSheet } from '#features/vetting/staff/call/read-call-sheet.js'
import { RecordCall } from '#features/vetting/staff/call/record-call.js'
import { Clock } from '#platform/clock/clock.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { CallForm } from './call.form.js'
import { CallSheetText } from './call-sheet.page.js'

const words = wordsFor('en')

interface Shown {
  readonly notice?: unknown
  readonly done?: unknown
  readonly word?: CodeWord
  readonly typed?: ReadForm<CallForm>
}

/** What lies in front of somebody who calls an applicant. */
@Controller('applications/:id/call-sheet')
export class CallSheetController {
  constructor(
    private readonly shell: Shell,
    private readonly sheet: ReadCallSheet,
    private readonly record: RecordCall,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('call.read')
  show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    return this.page(me, id, { notice, done })
  }

  /** The word stands on this answer and nowhere else: the next look at the sheet has it no more. */
  @Post('code-word')
  @Allow('call.word')
  @Audited('code_word.opened')
  async open(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    return this.page(me, id, { word: found(await this.sheet.word(me, idOf(id))) })
  }

  @Post('calls')
  @Allow('call.record')
  @Audited('call.recorded')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = readForm(CallForm, body)
    const { call_outcome: outcome, call_again_on: againOn } = typed.values
    if (Object.keys(typed.errors).length > 0 || !outcome) return this.page(me, id, { typed }, 422)
    const isAgreed = outcome === 'call_later' && againOn !== undefined
    const made = await this.record.run(me, idOf(id), { outcome, ...(isAgreed && { againOn }) })
    return answer(made, { ok: paths.callSheetDone(id, 'call_recorded'), refused: paths.callSheet(id) })
  }

  private async page(me: StaffActor, id: string, shown: Shown, status = 200): Promise<Page> {
    const sheet = found(await this.sheet.run(me, idOf(id)))
    const title = words('staff.call_sheet.title', { number: sheet.file.caseNumber })
    const now = this.clock.now()
    const content = CallSheetText({ ...sheet, ...shown, words, me, title, now, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title, hasErrors: status !== 200 }, content), status)
  }
}
