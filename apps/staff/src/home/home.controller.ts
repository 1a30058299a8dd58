import { Controller, Get, Query } from '@nestjs/common'
import { ListApplications } from '#features/application/staff/list-applications.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListAssignments } from '#features/vetting/staff/list-assignments.js'
import { OwnReading } from '#features/vetting/staff/reading/own-reading.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { HomeWaiting } from './home-waiting.js'
import { HomeText } from './home.page.js'

const words = wordsFor('en')

/** What waits for a colleague: tasks of their roles, their own files, files by state. */
@Controller()
export class HomeController {
  constructor(
    private readonly shell: Shell,
    private readonly waiting: HomeWaiting,
    private readonly assignments: ListAssignments,
    private readonly list: ListApplications,
    private readonly reading: OwnReading,
  ) {}

  @Get()
  @Allow('home.read')
  async show(
    @Me() me: StaffActor,
    @Query() { done, notice }: Readonly<Record<string, unknown>>,
  ): Promise<Page | SeeOther> {
    if (me.isPending) return seeOther(paths.ownKey)
    if (!mayUse(me.roles, 'waiting.list')) {
      if (mayUse(me.roles, 'outside.list')) return seeOther(paths.appointments)
      return seeOther(mayUse(me.roles, 'audit.read') ? paths.audit : paths.sessions)
    }
    const readsFiles = mayUse(me.roles, 'application.list')
    const content = HomeText({
      words,
      done,
      notice,
      reading: await this.reading.run(me),
      ...(await this.waiting.of(me)),
      own: readsFiles ? await this.assignments.own(me) : null,
      counts: readsFiles ? await this.list.counts(me) : null,
      token: this.shell.token(me),
    })
    return page(this.shell.frame({ me, title: words('staff.home.title') }, content))
  }
}
