import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { FinishWaiting } from '#features/task/staff/finish-waiting.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { ReopenWaiting } from '#features/task/staff/reopen-waiting.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { deskPaths } from '../desk/desk-paths.js'
import { idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { EndForm } from './task-forms.js'
import { WaitingList } from './waiting-list.js'

const words = wordsFor('en')

/** What waits for a colleague: the list behind the daily mail. */
@Controller('waiting')
export class WaitingController {
  constructor(
    private readonly shell: Frame,
    private readonly list: ListWaiting,
    private readonly finish: FinishWaiting,
    private readonly reopen: ReopenWaiting,
  ) {}

  @Get()
  @Allow('waiting.list')
  async index(@Me() me: StaffActor, @Query('ended') asked?: unknown): Promise<Page> {
    const ended = typeof asked === 'string' ? idOf(asked) : undefined
    const content = WaitingList({ words, ended, rows: await this.list.run(me), token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.waiting.title') }, content))
  }

  @Post(':id/ends')
  @Allow('waiting.end')
  @Audited('staff-task.ended')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(EndForm, body)
    if (!values.how || Object.keys(errors).length > 0) throw new Fault('malformed_form')
    const outcome = await this.finish.run(me, idOf(id), { isTold: values.how === 'told' })
    const ok = values.how === 'told' ? deskPaths.waiting : deskPaths.waitingEnded(id)

    return answer(outcome, { ok, refused: deskPaths.waiting })
  }

  /** What was taken off by mistake waits again. */
  @Post(':id/returns')
  @Allow('waiting.end')
  @Audited('staff_task.reopened')
  async undo(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.reopen.run(me, idOf(id))
    return answer(outcome, { ok: deskPaths.waiting, refused: deskPaths.waiting })
  }
}
