import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { FinishOwnTask } from '#features/application/registration/finish-own-task.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { asUuid } from '../shell/identifier.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { VersionForm, versionOf } from '../shell/version.form.js'
import { TaskText } from './task.page.js'

/** The delegate's own tasks. */
@Controller(':lang/tasks')
export class TaskController {
  constructor(
    private readonly shell: Shell,
    private readonly home: ReadHome,
    private readonly finish: FinishOwnTask,
  ) {}

  @Get()
  @Allow('own-task.read')
  async list(@InLanguage() words: Words, @Me() me: ApplicantSession, @Query('notice') notice?: unknown): Promise<Page> {
    const home = await this.home.run(me)
    if (!home || home.identityVersion === null) throw new Fault('not_found')
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const content = TaskText({ words, home, notice, token: formToken(me.token) })
    return page(
      this.shell.frame({ words, title: words('tasks.title'), me, back, here: (paths) => paths.tasks }, content),
    )
  }

  @Post(':id/completion')
  @Allow('own-task.finish')
  @Audited('task.complete')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    const version = versionOf(readForm(VersionForm, body).values)
    return answer(await this.finish.run(me, asUuid(id), version), { ok: paths.tasks, refused: paths.tasks })
  }
}
