import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListColleagues } from '#features/staff/staff/list-colleagues.js'
import { assignableRoles } from '#features/vetting/staff/assign-reader.js'
import { ReadRestriction } from '#features/vetting/staff/restricted/read-restriction.js'
import { RestrictFile } from '#features/vetting/staff/restricted/restrict-file.js'
import { SettleConcern } from '#features/vetting/staff/restricted/settle-concern.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { Fault } from '#platform/fault.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { RestrictionForm, SettlementAgreementForm, SettlementForm } from './restricted.form.js'
import { RestrictionText } from './restriction.page.js'

const words = wordsFor('en')

/** Who may see a file at all, and what came of the concerns about it. */
@Controller('applications/:id/restriction')
export class RestrictionController {
  constructor(
    private readonly shell: Shell,
    private readonly read: ReadRestriction,
    private readonly files: RestrictFile,
    private readonly settle: SettleConcern,
    private readonly colleagues: ListColleagues,
  ) {}

  @Get()
  @Allow('restriction.read')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    const read = found(await this.read.run(me, idOf(id)))
    const title = words('staff.restricted.title', { number: read.file.caseNumber })
    const names = read.set === null && mayUse(me.roles, 'assignment.make')
    const colleagues = names ? await this.colleagues.run(me, assignableRoles, read.file) : []
    const content = RestrictionText({
      ...read,
      colleagues,
      words,
      me,
      title,
      notice,
      done,
      token: this.shell.token(me),
    })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post()
  @Allow('restriction.set')
  @Audited('restriction.set')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { reason, to } = fitForm(RestrictionForm, body)
    const outcome = to
      ? await this.files.runFor(me, idOf(id), { reason, to: recipientOf(to) })
      : await this.files.run(me, idOf(id), reason)
    return answer(outcome, { ok: paths.restrictionDone(id, 'restricted'), refused: paths.restriction(id) })
  }

  @Post('lifts')
  @Allow('restriction.lift')
  @Audited('approval.asked')
  async ask(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.files.ask(me, idOf(id))
    return answer(outcome, { ok: paths.restrictionDone(id, 'lift_asked'), refused: paths.restriction(id) })
  }

  @Post('ends')
  @Allow('restriction.lift')
  @Audited('restriction.lifted')
  async lift(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.files.lift(me, idOf(id))
    return answer(outcome, { ok: paths.restrictionDone(id, 'restriction_lifted'), refused: paths.restriction(id) })
  }

  @Post('settlements')
  @Allow('concern.settle')
  @Audited('integrity.settled')
  async say(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { concern: concernId, outcome } = fitForm(SettlementForm, body)
    const said = await this.settle.run(me, idOf(id), { concernId, outcome })
    return answer(said, { ok: paths.restrictionDone(id, 'concern_settled'), refused: paths.restriction(id) })
  }

  @Post('agreements')
  @Allow('concern.agree')
  @Audited('integrity.agreed')
  async agree(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.settle.agree(me, idOf(id), fitForm(SettlementAgreementForm, body).settlement)
    return answer(outcome, { ok: paths.restrictionDone(id, 'concern_agreed'), refused: paths.restriction(id) })
  }
}

/** `reviewer:<account id>`, as the list of colleagues says it. */
function recipientOf(to: string) {
  const [name, accountId = ''] = to.split(':')
  const role = assignableRoles.find((one) => one === name)
  if (!role) throw new Fault('malformed_form')

  return { accountId, role }
}
