import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { Outcome } from '#domain/outcome.js'
import { AskReferees } from '#features/reference/staff/ask-referees.js'
import { EnterVoucher } from '#features/reference/staff/enter-voucher.js'
import { ReaskReferee } from '#features/reference/staff/reask-referee.js'
import type { HandOver } from '#features/reference/staff/open-link.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { ReaskForm } from './reask.form.js'
import { ReferencePages } from './reference-pages.js'
import { RenewalForm } from './renewal.form.js'
import { VoucherForm } from './voucher.form.js'

/** The two people an applicant named: asking them, their answers, and the voucher where they fail. */
@Controller('applications/:id/references')
export class ReferenceController {
  constructor(
    private readonly pages: ReferencePages,
    private readonly ask: AskReferees,
    private readonly vouch: EnterVoucher,
    private readonly reasking: ReaskReferee,
  ) {}

  @Get()
  @Allow('reference.open')
  show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    return this.pages.show(me, idOf(id), { notice, done })
  }

  @Post('requests')
  @Allow('reference.ask')
  @Audited('reference.ask')
  async create(@Me() me: StaffActor, @Param('id') id: string): Promise<Page | SeeOther> {
    return this.asked(me, id, await this.ask.run(me, idOf(id)))
  }

  @Post(':reference/renewals')
  @Allow('reference.ask')
  @Audited('reference.renew')
  async renew(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Param('reference') reference: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const version = Number(fitForm(RenewalForm, body).version)
    return this.asked(me, id, await this.ask.again(me, idOf(id), { referenceId: idOf(reference), version }))
  }

  /** No contact typed is nobody asked. */
  @Post(':reference/reasks')
  @Allow('reference.ask')
  @Audited('reference.reask')
  async reask(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Param('reference') reference: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { reask_channel: channel } = readForm(ReaskForm, body).values
    if (!channel) return seeOther(`${paths.references(id)}?notice=contact_missing`)
    return this.asked(me, id, await this.reasking.run(me, idOf(id), { referenceId: idOf(reference), channel }))
  }

  @Post('vouchers')
  @Allow('voucher.enter')
  @Audited('voucher.entered')
  async enter(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const read = readForm(VoucherForm, body)
    const words = voucherOf(read)
    if (!words) return this.pages.show(me, idOf(id), { voucher: read }, 422)
    const outcome = await this.vouch.run(me, idOf(id), words)
    return answer(outcome, { ok: paths.referencesDone(id, 'vouched'), refused: paths.references(id) })
  }

  /** Links that no mail carries stand on the answer itself and nowhere else: the next look at the page has them no more. */
  private async asked(me: StaffActor, id: string, outcome: Outcome<HandOver[], string>): Promise<Page | SeeOther> {
    if (outcome.ok && outcome.value.length > 0) return this.pages.show(me, id, { handOver: outcome.value })
    return answer(outcome, { ok: paths.referencesDone(id, 'asked'), refused: paths.references(id) })
  }
}

function voucherOf({ values, errors }: ReadForm<VoucherForm>) {
  const { vouched_kind: kind, vouched_name: name, vouched_how: howKnown, vouched_on: vouchedOn } = values
  if (Object.keys(errors).length > 0 || !kind || !name || !howKnown || !vouchedOn) return null
  return { kind, name, howKnown, vouchedOn }
}
