import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ChangeWaitlist } from '#features/waitlist/staff/change-waitlist.js'
import { KeepLineDays } from '#features/waitlist/staff/keep-line-days.js'
import { KeepPlace } from '#features/waitlist/staff/keep-place.js'
import { ReadLine } from '#features/waitlist/staff/read-line.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm, fitted } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { Frame } from '../shell/frame.js'
import { KeepingForm, SwitchesForm } from './waitlist.form.js'
import { WaitlistText } from './waitlist.page.js'

const words = wordsFor('en')

interface Shown {
  readonly notice?: unknown
  readonly done?: unknown
  readonly typed?: ReadForm<SwitchesForm>
}

/** The waitlist: places given up, who is next and why, its switches. */
@Controller('waitlist')
export class WaitlistController {
  constructor(
    private readonly shell: Frame,
    private readonly line: ReadLine,
    private readonly days: KeepLineDays,
    private readonly place: KeepPlace,
    private readonly change: ChangeWaitlist,
  ) {}

  @Get()
  @Allow('waitlist.read')
  show(@Me() me: StaffActor, @Query() { notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    return this.page(me, { notice, done })
  }

  @Post('days')
  @Allow('waitlist.change')
  @Audited('waitlist.days_kept')
  async create(@Me() me: StaffActor): Promise<SeeOther> {
    return answer(await this.days.run(me), { ok: paths.waitlistDone('line_days_kept'), refused: paths.waitlist })
  }

  @Post('places/:id/keeping')
  @Allow('waitlist.change')
  @Audited('place.kept_back')
  async update(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { kept } = fitForm(KeepingForm, body)
    const outcome = await this.place.run(me, idOf(id), kept === 'yes')
    return answer(outcome, { ok: paths.waitlist, refused: paths.waitlist })
  }

  /** A day that does not exist comes back as typed. */
  @Post('switches')
  @Allow('waitlist.change')
  @Audited('waitlist.changed')
  async replace(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = readForm(SwitchesForm, body)
    if (typed.errors['stop_on']) return this.page(me, { typed }, 422)
    const form = fitted(typed)
    const outcome = await this.change.run(me, {
      version: Number(form.version),
      isOpen: form.is_open === true,
      autoPromote: form.auto_promote === true,
      stopOn: form.stop_on ? isoDate(form.stop_on) : null,
      expressHours: Number(form.express_hours),
      interestDays: Number(form.interest_days),
    })
    return answer(outcome, { ok: paths.waitlistDone('line_changed'), refused: paths.waitlist })
  }

  private async page(me: StaffActor, shown: Shown, status = 200): Promise<Page> {
    const view = found(await this.line.run(me))
    const title = words('staff.waitlist.title')
    const content = WaitlistText({ ...shown, words, me, view, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title, hasErrors: shown.typed !== undefined }, content), status)
  }
}
