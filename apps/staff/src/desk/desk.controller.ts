import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListVisaCases } from '#features/visa/staff/list-visa-cases.js'
import { ReadVisaCase } from '#features/visa/staff/read-visa-case.js'
import { RecordVisaStep } from '#features/visa/staff/record-visa-step.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { fieldErrorText, wordsFor } from '#words/index.js'
import { found, idOf, refusedText } from '../shell/found.js'
import { deskPaths } from './desk-paths.js'
import { Frame } from '../shell/frame.js'
import { CaseList } from './case-list.js'
import { CaseView, type StepDraft } from './case-view.js'
import { StepForm } from './desk-forms.js'

const words = wordsFor('en')

/** The travel desk's cases in plain facts, and the steps written down for them. */
@Controller('desk/cases')
export class DeskController {
  constructor(
    private readonly shell: Frame,
    private readonly list: ListVisaCases,
    private readonly read: ReadVisaCase,
    private readonly record: RecordVisaStep,
  ) {}

  @Get()
  @Allow('visa-case.list')
  async index(@Me() me: StaffActor, @Query('show') show?: string): Promise<Page> {
    const waitingOnly = show !== 'all'
    const rows = found(await this.list.run(me, waitingOnly))
    const listHref = (waiting: boolean) => (waiting ? deskPaths.cases : `${deskPaths.cases}?show=all`)
    const content = CaseList({ words, rows, waitingOnly, caseHref: deskPaths.case, listHref })
    return page(this.shell.frame({ me, title: words('staff.desk.title') }, content))
  }

  @Get(':id')
  @Allow('visa-case.read')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: string): Promise<Page> {
    return this.casePage(me, idOf(id), { refused: refusedText(words, notice) })
  }

  @Post(':id/steps')
  @Allow('visa-case.record')
  @Audited('visa-case.step')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(StepForm, body)
    const { version, move, happened_on: happenedOn, source } = values
    if (!version || !move || !happenedOn || !source || Object.keys(errors).length > 0) {
      const said = Object.fromEntries(
        Object.entries(errors).map(([name, code]) => [name, fieldErrorText(words, name, code)]),
      )
      return this.casePage(me, idOf(id), { draft: { ...values, errors: said } }, 422)
    }
    const outcome = await this.record.run(me, idOf(id), { version: Number(version), move, happenedOn, source })
    return answer(outcome, { ok: deskPaths.case(id), refused: deskPaths.case(id) })
  }

  private async casePage(
    me: StaffActor,
    id: string,
    given: { draft?: StepDraft; refused?: string },
    status = 200,
  ): Promise<Page> {
    const view = found(await this.read.run(me, id))
    const title = words('staff.case.title', { number: view.row.case_number })
    const content = CaseView({
      ...given,
      words,
      view,
      token: this.shell.token(me),
      openHref: deskPaths.assessment(id),
      stepHref: deskPaths.steps(id),
    })
    return page(this.shell.frame({ me, title, hasErrors: Boolean(given.draft) }, content), status)
  }
}
