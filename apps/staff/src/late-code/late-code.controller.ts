import { Body, Controller, Get, Post } from '@nestjs/common'
import { LateCodes, lateCodesAtOnce } from '#features/edition/staff/late-codes.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { LateCodeText } from './late-code.page.js'

const words = wordsFor('en')

class CountForm {
  @Field({ control: 'text', limit: 5, numeric: true })
  count!: string
}

/** Codes for late entry, made and shown once. */
@Controller('late-codes')
export class LateCodeController {
  constructor(
    private readonly shell: Shell,
    private readonly late: LateCodes,
  ) {}

  @Get()
  @Allow('late-code.make')
  async show(@Me() me: StaffActor): Promise<Page> {
    const counts = found(await this.late.counts(me))
    const content = LateCodeText({ words, counts, codes: await this.late.shown(me), token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.late.title') }, content))
  }

  @Post()
  @Allow('late-code.make')
  @Audited('late_code.made')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const count = Number(fitForm(CountForm, body).count)
    if (!Number.isInteger(count) || count < 1 || count > lateCodesAtOnce) throw new Fault('malformed_form')
    return answer(await this.late.make(me, count), { ok: paths.lateCodes, refused: paths.lateCodes })
  }

  @Post('keeping')
  @Allow('late-code.make')
  @Audited('code-sheet.kept')
  async keep(@Me() me: StaffActor): Promise<SeeOther> {
    return answer(await this.late.handedOver(me), { ok: paths.lateCodes, refused: paths.lateCodes })
  }
}
