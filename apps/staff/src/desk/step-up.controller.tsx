import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { StepUp } from '#features/staff/staff/step-up.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { StepUpForm, type StepUpPurpose, stepUpPurposes } from './desk-forms.js'
import { idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { StepUpView, type StepUpViewProps } from './step-up-view.js'

const words = wordsFor('en')

/** Password and a fresh code once more, before travel forms may be opened, tables taken, or accounts and keys changed. */
@Controller('step-up')
export class StepUpController {
  constructor(
    private readonly shell: Frame,
    private readonly stepUp: StepUp,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Allow('own-session.step-up')
  show(@Me() me: StaffActor, @Query('case') caseId?: string, @Query('for') isFor?: string): Page {
    return this.view(me, { caseId: caseId && idOf(caseId), isFor: known(isFor) })
  }

  @Post()
  @Allow('own-session.step-up')
  @Audited('staff.stepped_up')
  async create(
    @Me() me: StaffActor,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { values } = readForm(StepUpForm, body)
    const caseId = values.case && idOf(values.case)
    const isFor = known(values.for)
    const outcome = await this.stepUp.run(me, { password: values.password ?? '', code: values.code ?? '' })
    if (!outcome.ok && outcome.code === 'rate_limited') throw new Fault('rate_limited')
    if (!outcome.ok) return this.view(me, { caseId, isFor }, outcome.code)
    this.cookie.set(reply, outcome.value)

    return seeOther(isFor ? wayBack(isFor, caseId) : caseId ? paths.assessment(caseId) : paths.cases)
  }

  private view(me: StaffActor, what: Pick<StepUpViewProps, 'caseId' | 'isFor'>, code?: string): Page {
    const content = <StepUpView words={words} {...what} token={this.shell.token(me)} code={code} />
    const title = words('staff.step_up.title')
    return page(this.shell.frame({ me, title, hasErrors: code !== undefined }, content), code ? 422 : 200)
  }
}

const known = (text: string | undefined) => stepUpPurposes.find((purpose) => purpose === text)

/** The page the act stands on; of a table of files, the one it is for. */
function wayBack(isFor: StepUpPurpose, id: string | undefined): string {
  const { accounts, keys, me, reveals, keepers, applications, approvalList: approvals } = paths
  const exports = id ? paths.export(id) : applications
  return { accounts, keys, me, reveals, exports, approvals, keepers }[isFor]
}
