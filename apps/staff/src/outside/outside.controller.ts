import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { AppointOutside, type Target } from '#features/decision/staff/outside/appoint-outside.js'
import { OutsideSecond } from '#features/decision/staff/outside/outside-second.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { AppointedText, AppointmentList } from './appointment.page.js'
import { AppointText, type Typed } from './appoint.page.js'

const words = wordsFor('en')

class AppointForm {
  @Field({ control: 'text', limit: 36, optional: true })
  decision?: string

  @Field({ control: 'text', limit: 36, optional: true })
  approval?: string

  @Field({ control: 'text', limit: 36 })
  account!: string

  @Field({ control: 'textarea', limit: 3000 })
  memo!: string
}

/** A second person from outside: appointed by the author of an act, who then reads one memo and agrees or not. */
@Controller('appointments')
export class OutsideController {
  constructor(
    private readonly shell: Shell,
    private readonly appoint: AppointOutside,
    private readonly outside: OutsideSecond,
  ) {}

  @Get()
  @Allow('outside.list')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const content = AppointmentList({ words, rows: await this.outside.list(me), notice, done })
    return page(this.shell.frame({ me, title: words('staff.outside.title') }, content))
  }

  @Get('new')
  @Allow('outside.appoint')
  start(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<Page> {
    return this.form(me, targetOf(asked))
  }

  @Post()
  @Allow('outside.appoint')
  @Audited('outside.appointed')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(AppointForm, body)
    const target = targetOf(values)
    const { account = '', memo = '' } = values
    if (errors.memo) return this.form(me, target, { account, memo, error: errors.memo }, 422)
    const outcome = await this.appoint.run(me, target, { accountId: idOf(account), memo })
    if (!outcome.ok && outcome.code !== 'not_found') {
      return this.form(me, target, { account, memo, notice: outcome.code }, 422)
    }
    found(outcome)
    return seeOther(paths.approvalListDone('outside_appointed'))
  }

  @Get(':id')
  @Allow('outside.read')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    const read = await this.outside.read(me, idOf(id))
    if (!read) throw new Fault('not_found')
    const content = AppointedText({ words, ...read, notice, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.outside.one') }, content))
  }

  @Post(':id/agreements')
  @Allow('outside.agree')
  @Audited('outside.agreed')
  async agree(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.outside.agree(me, idOf(id))
    return answer(outcome, { ok: paths.appointmentsDone('outside_agreed'), refused: paths.appointment(id) })
  }

  private async form(me: StaffActor, target: Target, typed?: Typed, status = 200): Promise<Page> {
    const outcome = await this.appoint.people(me, target)
    const isBarred = !outcome.ok && outcome.code === 'mover_missing'
    const people = isBarred ? null : found(outcome)
    const title = words('staff.outside.appoint')
    const content = AppointText({ words, title, target, people, typed, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title, hasErrors: typed !== undefined }, content), status)
  }
}

/** Exactly one of the two; anything else is a page that does not exist. */
function targetOf({ decision, approval }: Readonly<Record<string, unknown>> | Partial<AppointForm>): Target {
  const [decisionId, approvalId] = [decision, approval].map((id) =>
    typeof id === 'string' && id !== '' ? idOf(id) : undefined,
  )
  if ((decisionId === undefined) === (approvalId === undefined)) throw new Fault('not_found')
  return { decisionId, approvalId }
}
