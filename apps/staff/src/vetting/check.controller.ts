import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type NewCheck, RecordCheck } from '#features/vetting/staff/record-check.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { Page, SeeOther } from '#platform/web/answer/page.js'
import { FilePages } from '../application/file-pages.js'
import { paths } from '../paths.js'
import { CheckForm, type CheckRow, isHalf } from './check.form.js'
import { DeskPages } from './desk-pages.js'

/** The fifteen points of vetting. */
@Controller('applications/:id/checks')
export class CheckController {
  constructor(
    private readonly files: FilePages,
    private readonly desk: DeskPages,
    private readonly record: RecordCheck,
  ) {}

  /** What is filled in whole is written down; with a point half filled in nothing is, and the page shows what was typed. */
  @Post()
  @Allow('check.record')
  @Audited('vetting.checked')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const file = await this.files.find(me, id)
    const { values, errors } = readForm(CheckForm, body)
    const rows = values.checks ?? []
    if (Object.keys(errors).some((path) => !path.endsWith('.note'))) throw new Fault('malformed_form')
    const halves = rows.filter(isHalf).map(({ point }) => [`checks.${Number(point) - 1}.result`, 'half'])
    const wrong = { ...errors, ...(Object.fromEntries(halves) as Record<string, string>) }
    if (Object.keys(wrong).length > 0) return this.desk.show(me, id, { checks: rows, errors: wrong }, 422)

    const outcome = await this.record.run(me, file.id, rows.flatMap(checkOf))
    if (!outcome.ok && outcome.code === 'evidence_unproven') {
      return this.desk.show(me, id, { checks: rows, notice: outcome.code }, 422)
    }
    return answer(outcome, { ok: paths.vettingDone(id, 'checks_saved'), refused: paths.vetting(id) })
  }
}

const checkOf = ({ point, result, evidence, note }: CheckRow): NewCheck[] =>
  result && evidence ? [{ point: Number(point), result, evidence, ...(note && { note }) }] : []
