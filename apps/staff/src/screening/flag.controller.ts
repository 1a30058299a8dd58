import { Body, Controller, Param, Post } from '@nestjs/common'
import { FlagFile, type FlagStep } from '#features/application/staff/screening/flag-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { FlagForm } from './flag.form.js'

/** Flags of one file, set and lifted. */
@Controller('applications/:id/flags')
export class FlagController {
  constructor(private readonly flags: FlagFile) {}

  @Post()
  @Allow('application.flag')
  @Audited('flag.changed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.flags.run(me, idOf(id), stepOf(fitForm(FlagForm, body)))
    return answer(outcome, { ok: paths.applicationDone(id, 'flag_changed'), refused: paths.application(id) })
  }
}

function stepOf({ act, flag: kind, flag_reason: reason }: FlagForm): FlagStep {
  if (act === 'lift') return { act, kind }
  if (!reason) throw new Fault('malformed_form')
  return { act, kind, reason }
}
