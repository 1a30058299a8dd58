import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ConfirmAssessment } from '#features/visa/staff/confirm-assessment.js'
import { OpenVisaCase } from '#features/visa/staff/open-visa-case.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { deskPaths } from './desk-paths.js'
import { Frame } from '../shell/frame.js'
import { AssessmentView } from './assessment-view.js'
import { AssessmentForm } from './desk-forms.js'
import { idOf, refusedText } from '../shell/found.js'

const words = wordsFor('en')

/** An opened case: read inside a step-up window, confirmed by a person. */
@Controller('desk/cases/:id/assessment')
export class AssessmentController {
  constructor(
    private readonly shell: Frame,
    private readonly open: OpenVisaCase,
    private readonly confirm: ConfirmAssessment,
  ) {}

  @Get()
  @Allow('visa-case.open')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: string,
  ): Promise<Page | SeeOther> {
    const opened = await this.open.run(me, idOf(id))
    if (!opened.ok) return this.elsewhere(opened.code, id)
    const { value: view } = opened
    const content = AssessmentView({
      words,
      view,
      token: this.shell.token(me),
      confirmHref: deskPaths.assessment(id),
      refused: refusedText(words, notice),
    })
    const title = words('staff.assess.title', { number: view.row.case_number })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post()
  @Allow('visa-case.confirm')
  @Audited('visa-case.confirmed')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(AssessmentForm, body)
    if (!values.version || !values.path || Object.keys(errors).length > 0) throw new Fault('malformed_form')
    const form = { version: Number(values.version), path: values.path, reason: values.reason ?? '' }
    const outcome = await this.confirm.run(me, idOf(id), form)
    if (!outcome.ok && outcome.code === 'step_up_needed') return this.elsewhere(outcome.code, id)

    return answer(outcome, { ok: deskPaths.case(id), refused: deskPaths.assessment(id) })
  }

  private elsewhere(code: 'not_found' | 'step_up_needed' | 'form_missing', id: string): SeeOther {
    if (code === 'not_found') throw new Fault('not_found')
    return seeOther(code === 'step_up_needed' ? deskPaths.stepUpFor(id) : `${deskPaths.case(id)}?notice=${code}`)
  }
}
