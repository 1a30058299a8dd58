import { Controller, Param, Post } from '@nestjs/common'
import { FollowCodeCase } from '#features/application/staff/code-case/follow-code-case.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'

/** Somebody lost their code: the procedure begins on their file. */
@Controller('applications/:id/lost-codes')
export class NewLostCodeController {
  constructor(private readonly follow: FollowCodeCase) {}

  @Post()
  @Allow('code-case.open')
  @Audited('code_case.opened')
  async create(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    return seeOther(paths.lostCode(found(await this.follow.open(me, idOf(id)))))
  }
}
