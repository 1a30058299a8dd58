import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { EndRole } from '#features/vetting/staff/leaving/end-role.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { accountPaths } from './account-paths.js'
import { GrantEndForm } from './account.form.js'

/** The end of a colleague's role, by hand. */
@Controller('accounts/:id/grants/ends')
export class GrantEndController {
  constructor(private readonly roles: EndRole) {}

  @Post()
  @Allow('account.grant')
  @Audited('staff.role_ended')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.roles.run(me, idOf(id), fitForm(GrantEndForm, body).role)
    return answer(outcome, { ok: accountPaths.accountDone(id, 'role_ended'), refused: accountPaths.account(id) })
  }
}
