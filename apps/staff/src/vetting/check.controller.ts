import { Body, Controller, Param, Post } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { PassDocument } from '#features/vetting/staff/desk/pass-document.js'
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
import { metOthers } from './desk-view.js'

/** The fifteen points of vetting. */
@Controller('applications/:id/checks')
export class CheckController {
  constructor(
    private readonly files: FilePages,
    private readonly desk: DeskPages,
    private readonly record: RecordCheck,
    private readonly passing: PassDocument,
  ) {}

  /**
   * What is filled in whole is written down; with a point half filled in, or another's finding where one was changed, nothing
   * is, and the page shows what was typed. With the checklist others learn whether there is a travel document; where that is
   * refused the checklist stands, and the page has a button for it.
   */
  @Post()
  @Allow('check.record')
  @Audited('vetting.checked')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const file = await this.files.find(me, id)
    const { values, errors } = readForm(CheckForm, body)
    const rows = values.checks ?? []
    if (Object.keys(errors).some((path) => !path.endsWith('.note'))) throw new Fault('malformed_form')
    const halves = rows.filter(isHalf).map((row) => [resultPath(row), 'half'])
    const wrong = { ...errors, ...(Object.fromEntries(halves) as Record<string, string>) }
    if (Object.keys(wrong).length > 0) return this.desk.show(me, id, { checks: rows, errors: wrong }, 422)

    const outcome = await this.record.run(me, file.id, rows.flatMap(checkOf))
    if (!outcome.ok && outcome.code === 'stale') {
      const { typed, errors: met } = metOthers(rows, ({ point }) => outcome.about?.[point], resultPath)
      return this.desk.show(me, id, { checks: typed, errors: met }, 422)
    }
    if (!outcome.ok && outcome.code === 'evidence_unproven') {
      return this.desk.show(me, id, { checks: rows, notice: outcome.code }, 422)
    }
    if (outcome.ok) await this.passing.run(me, file.id)
    return answer(outcome, { ok: paths.vettingDone(id, 'checks_saved'), refused: paths.vetting(id) })
  }
}

const resultPath = ({ point }: CheckRow): string => `checks.${Number(point) - 1}.result`

const checkOf = ({ point, result, evidence, ...rest }: CheckRow): NewCheck[] =>
  result && evidence ? [{ point: Number(point), result, evidence, ...rest }] : []
