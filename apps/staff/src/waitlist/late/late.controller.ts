import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { PutLateForward } from '#features/waitlist/staff/late/put-late-forward.js'
import { ReadLate } from '#features/waitlist/staff/late/read-late.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../../paths.js'
import { fitForm } from '../../shell/fit-form.js'
import { found, idOf } from '../../shell/found.js'
import { Frame } from '../../shell/frame.js'
import { LateForm } from './late.form.js'
import { LateText } from './late.page.js'

const words = wordsFor('en')

/** Who is too late to be invited in the usual way: the travel lead's page. */
@Controller('waitlist/late')
export class LateController {
  constructor(
    private readonly shell: Frame,
    private readonly read: ReadLate,
    private readonly put: PutLateForward,
  ) {}

  @Get()
  @Allow('waitlist.late')
  async show(@Me() me: StaffActor, @Query() { notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    const view = found(await this.read.run(me))
    const title = words('staff.waitlist.late.title')
    const content = LateText({ words, view, token: this.shell.token(me), notice, done })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post()
  @Allow('waitlist.late')
  @Audited('decision.proposed')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { person, reason_class: reasonClass, support = [] } = fitForm(LateForm, body)
    const [id = '', version] = person.split('.')
    const outcome = await this.put.run(me, { applicationId: idOf(id), version: Number(version), reasonClass, support })
    return answer(outcome, { ok: paths.latePeopleDone('proposed'), refused: paths.latePeople })
  }
}
