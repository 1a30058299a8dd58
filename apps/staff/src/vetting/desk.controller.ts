import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { harmItems } from '#domain/vetting/harm.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { JudgeHarm } from '#features/vetting/staff/desk/judge-harm.js'
import { LookAtFinding } from '#features/vetting/staff/desk/look-at-finding.js'
import { PassDocument } from '#features/vetting/staff/desk/pass-document.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { Page, SeeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { DeskPages } from './desk-pages.js'
import { metOthers } from './desk-view.js'
import { HarmForm, type HarmRow } from './harm.form.js'
import { LookForm } from './look.form.js'

/** One file at the vetting desk: what was found, what could harm the person, who has looked at it besides. */
@Controller('applications/:id/vetting')
export class DeskController {
  constructor(
    private readonly pages: DeskPages,
    private readonly looks: LookAtFinding,
    private readonly gate: JudgeHarm,
    private readonly passing: PassDocument,
  ) {}

  @Get()
  @Allow('vetting.open')
  show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    return this.pages.show(me, id, { notice, done })
  }

  @Post('looks')
  @Allow('check.look')
  @Audited('vetting.looked')
  async look(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.looks.run(me, idOf(id), fitForm(LookForm, body).finding)
    return answer(outcome, { ok: paths.vettingDone(id, 'looked'), refused: paths.vetting(id) })
  }

  @Post('travel-document')
  @Allow('travel_document.pass')
  @Audited('travel_document.passed')
  async pass(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.passing.run(me, idOf(id))
    return answer(outcome, { ok: paths.vettingDone(id, 'document_passed'), refused: paths.vetting(id) })
  }

  /** Over what somebody judged since the page was drawn nothing is written: the page shows both. */
  @Post('harm')
  @Allow('harm.judge')
  @Audited('harm.judged')
  async judge(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(HarmForm, body)
    if (Object.keys(errors).some((path) => !path.endsWith('.note'))) throw new Fault('malformed_form')
    const rows = values.harm ?? []
    if (Object.keys(errors).length > 0) return this.pages.show(me, id, { harm: rows, errors }, 422)

    const outcome = await this.gate.run(me, idOf(id), rows)
    if (!outcome.ok && outcome.code === 'stale') {
      const path = ({ item }: HarmRow) => `harm.${harmItems.indexOf(item)}.verdict`
      const { typed, errors: met } = metOthers(rows, ({ item }) => outcome.about?.[item], path)
      return this.pages.show(me, id, { harm: typed, errors: met }, 422)
    }
    return answer(outcome, { ok: paths.vettingDone(id, 'harm_judged'), refused: paths.vetting(id) })
  }
}
