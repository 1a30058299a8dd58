import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { FinishOwnTask } from '#features/application/registration/finish-own-task.js'
import { KeepInbox } from '#features/application/registration/keep-inbox.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import type { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { asUuid } from '../shell/identifier.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith, versionIn } from './json-body.js'
import { problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** The own file after sending: state, messages and tasks. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class HomeApiController {
  constructor(
    private readonly home: ReadHome,
    private readonly inbox: KeepInbox,
    private readonly finish: FinishOwnTask,
  ) {}

  @Get('home')
  @Allow('own-application.read')
  async show(@Me() me: ApplicantSession): Promise<object> {
    const home = me.state === 'draft' ? null : await this.home.run(me)
    if (!home) throw new Fault('not_found')
    const { state, caseNumber, zone, deadlineAt, takeBackUntil, visa, messages, tasks } = home
    return {
      state,
      case_number: caseNumber,
      zone,
      deadline_at: deadlineAt,
      take_back_until: takeBackUntil,
      visa: visa && { path: visa.path, earliest_on: visa.earliestOn, safe_on: visa.safeOn, legal_on: visa.legalOn },
      messages: messages.map(({ id, kind, isNew, text }) => ({ id, kind, is_new: isNew, text: isNew ? null : text })),
      tasks: tasks.map(({ id, task, state: taskState, dueOn, version }) => ({
        id,
        task,
        state: taskState,
        due_on: dueOn,
        version,
      })),
    }
  }

  @Post('messages/:id/opening')
  @HttpCode(204)
  @Allow('own-message.open')
  @Audited('message.opened')
  async open(@Me() me: ApplicantSession, @Param('id') id: string): Promise<void> {
    if (!(await this.inbox.open(me, asUuid(id))).ok) throw new Fault('not_found')
  }

  @Delete('messages/:id')
  @HttpCode(204)
  @Allow('own-message.remove')
  @Audited('message.removed')
  async remove(@Me() me: ApplicantSession, @Param('id') id: string): Promise<void> {
    if (!(await this.inbox.remove(me, asUuid(id))).ok) throw new Fault('not_found')
  }

  @Post('tasks/:id/completion')
  @HttpCode(200)
  @Allow('own-task.finish')
  @Audited('task.complete')
  async complete(
    @Spoken() words: Words,
    @Me() me: ApplicantSession,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<object | Problem> {
    const outcome = await this.finish.run(me, asUuid(id), versionIn(objectWith(body, ['version']).version))
    return outcome.ok ? { state: 'done' } : problemOf(words, outcome)
  }
}
