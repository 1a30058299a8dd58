import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { AssignByHand } from '#features/vetting/staff/assignment/assign-by-hand.js'
import { assignableRoles, AssignReader } from '#features/vetting/staff/assign-reader.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { AssignmentEndForm, AssignmentForm } from './assignment.form.js'

/** Who gets a file to read, and who no longer. */
@Controller('applications/:id/assignments')
export class AssignmentController {
  constructor(
    private readonly files: FilePages,
    private readonly byHand: AssignByHand,
    private readonly assign: AssignReader,
  ) {}

  @Post()
  @Allow('assignment.make')
  @Audited('assignment.made')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { to, anyway } = fitForm(AssignmentForm, body)
    const [name, accountId = ''] = to.split(':')
    const role = assignableRoles.find((one) => one === name)
    if (!role) throw new Fault('malformed_form')
    const outcome = await this.byHand.run(me, file.id, { accountId, role, anyway: anyway === true })
    return answer(outcome, { ok: paths.applicationDone(id, 'assigned'), refused: paths.assigning(id) })
  }

  @Post('ends')
  @Allow('assignment.make')
  @Audited('assignment.ended')
  async end(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { account, role } = fitForm(AssignmentEndForm, body)
    const outcome = await this.assign.end(me, file.id, { accountId: account, role })
    return answer(outcome, { ok: paths.applicationDone(id, 'unassigned'), refused: paths.application(id) })
  }
}
