import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { CloseTask } from '#features/task/staff/close-task.js'
import { ListTasks } from '#features/task/staff/list-tasks.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found, idOf, refusedText } from '../shell/found.js'
import { deskPaths } from '../desk/desk-paths.js'
import { Frame } from '../shell/frame.js'
import { ClosingForm } from './task-forms.js'
import { owners, TaskPageList } from './task-page-list.js'

const words = wordsFor('en')
const shows = ['open', 'overdue', 'all'] as const

/** Tasks of the edition as staff see and close them. */
@Controller('travel-tasks')
export class TravelTasksController {
  constructor(
    private readonly shell: Frame,
    private readonly list: ListTasks,
    private readonly close: CloseTask,
  ) {}

  @Get()
  @Allow('task.list')
  async index(
    @Me() me: StaffActor,
    @Query('show') asked?: string,
    @Query('owner') of?: string,
    @Query('notice') notice?: string,
  ): Promise<Page> {
    const show = shows.find((name) => name === asked) ?? 'open'
    const owner = owners.find((name) => name === of)
    const rows = found(await this.list.run(me, { show, owner }))
    const content = TaskPageList({
      words,
      rows,
      show,
      owner,
      token: this.shell.token(me),
      listHref: deskPaths.tasks,
      closeHref: deskPaths.closings,
      refused: refusedText(words, notice),
    })
    return page(this.shell.frame({ me, title: words('staff.tasks.title') }, content))
  }

  @Post(':id/closings')
  @Allow('task.close')
  @Audited('task.closed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(ClosingForm, body)
    const { version, move, reason } = values
    if (!version || !move || Object.keys(errors).length > 0) throw new Fault('malformed_form')
    const outcome = await this.close.run(me, idOf(id), { version: Number(version), move, reason })

    return answer(outcome, { ok: deskPaths.tasks, refused: deskPaths.tasks })
  }
}
