import { Body, Controller, Param, Post } from '@nestjs/common'
import type { Check } from '#domain/vetting/clearing.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { RecordCheck } from '#features/vetting/staff/record-check.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { CheckForm, type CheckRow } from './check.form.js'

/** The fifteen points of vetting. */
@Controller('applications/:id/checks')
export class CheckController {
  constructor(
    private readonly files: FilePages,
    private readonly record: RecordCheck,
  ) {}

  /** Points that are half filled in are left as they were, and the page says so. */
  @Post()
  @Allow('check.record')
  @Audited('vetting.checked')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const rows = fitForm(CheckForm, body).checks
    const known = new Map((await this.record.read(me, file.id)).map((check) => [check.point, check]))
    const whole = rows.flatMap(checkOf)
    const changed = whole.filter((check) => !isSame(check, known.get(check.point)))
    const outcome = await this.record.run(me, file.id, changed)
    const hasHalf = rows.some(({ result, evidence }) => (result === undefined) !== (evidence === undefined))
    if (outcome.ok && hasHalf) return seeOther(`${paths.application(id)}?notice=check_half`)
    return answer(outcome, { ok: paths.applicationDone(id, 'checks_saved'), refused: paths.application(id) })
  }
}

const checkOf = ({ point, result, evidence }: CheckRow): Check[] =>
  result && evidence ? [{ point: Number(point), result, evidence }] : []

const isSame = (a: Check, b: Check | undefined): boolean => b?.result === a.result && b.evidence === a.evidence
