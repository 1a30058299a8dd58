import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ChangeEditionDates, type EditionDates } from '#features/edition/staff/change-edition-dates.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { fieldErrorText, wordsFor } from '#words/index.js'
import { found, refusedText } from '../shell/found.js'
import { deskPaths } from '../desk/desk-paths.js'
import { Frame } from '../shell/frame.js'
import { DatesForm as DatesFormView, DatesPreview } from './dates-view.js'
import { DatesForm } from './task-forms.js'

const words = wordsFor('en')

/** The days of the edition: what would move is shown before anything is saved. */
@Controller('edition-dates')
export class EditionDatesController {
  constructor(
    private readonly shell: Frame,
    private readonly dates: ChangeEditionDates,
  ) {}

  @Get()
  @Allow('edition.change-dates')
  async show(@Me() me: StaffActor, @Query('notice') notice?: string): Promise<Page> {
    const edition = found(await this.dates.read(me))
    return this.formPage(me, { values: edition, version: edition.version, refused: refusedText(words, notice) })
  }

  @Post('previews')
  @Allow('edition.change-dates')
  @Audited('edition.dates-previewed')
  async preview(@Me() me: StaffActor, @Body() body: unknown): Promise<Page> {
    const read = readForm(DatesForm, body)
    const dates = datesOf(read)
    if (!dates) return this.formAgain(me, read)
    const outcome = await this.dates.preview(me, dates)
    if (!outcome.ok) return this.formAgain(me, read, refusedText(words, outcome.code))
    const content = DatesPreview({
      ...outcome.value,
      words,
      dates,
      token: this.shell.token(me),
      saveHref: deskPaths.dates,
    })
    return page(this.shell.frame({ me, title: words('staff.dates.title') }, content))
  }

  @Post()
  @Allow('edition.change-dates')
  @Audited('edition.dates_changed')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const dates = datesOf(readForm(DatesForm, body))
    if (!dates) throw new Fault('malformed_form')
    return answer(await this.dates.run(me, dates), { ok: deskPaths.tasks, refused: deskPaths.dates })
  }

  private formAgain(me: StaffActor, { values, errors }: ReadForm<DatesForm>, refused?: string): Page {
    const said = Object.fromEntries(
      Object.entries(errors).map(([name, code]) => [name, fieldErrorText(words, name, code)]),
    )
    return this.formPage(me, { values, version: Number(values.version ?? 0), errors: said, refused }, 422)
  }

  private formPage(
    me: StaffActor,
    given: Pick<Parameters<typeof DatesFormView>[0], 'values' | 'version' | 'errors' | 'refused'>,
    status = 200,
  ): Page {
    const content = DatesFormView({
      ...given,
      words,
      token: this.shell.token(me),
      previewHref: deskPaths.datesPreview,
    })
    return page(this.shell.frame({ me, title: words('staff.dates.title') }, content), status)
  }
}

function datesOf({ values, errors }: ReadForm<DatesForm>): EditionDates | undefined {
  const { version, arrival_on, programme_from, programme_to, departure_on } = values
  if (Object.keys(errors).length > 0 || !version || !arrival_on || !programme_from || !programme_to || !departure_on) {
    return undefined
  }
  return { version: Number(version), arrival_on, programme_from, programme_to, departure_on }
}
