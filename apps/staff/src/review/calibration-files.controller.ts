import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { GiveCalibration } from '#features/vetting/staff/calibration/give-calibration.js'
import { MarkCalibration } from '#features/vetting/staff/calibration/mark-calibration.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { CalibrationFileForm, CalibrationNumbersForm } from './calibration-files.form.js'
import { CalibrationFilesText } from './calibration-files.page.js'

const words = wordsFor('en')

/** Which files every reader reads first, and who has read them. */
@Controller('reviews/calibration-files')
export class CalibrationFilesController {
  constructor(
    private readonly shell: Shell,
    private readonly marks: MarkCalibration,
    private readonly give: GiveCalibration,
  ) {}

  @Get()
  @Allow('calibration.mark')
  async index(@Me() me: StaffActor, @Query() query: Readonly<Record<string, unknown>>): Promise<Page> {
    const shown = found(await this.marks.list(me))
    const content = CalibrationFilesText({
      words,
      shown,
      mayGive: me.keeperOf.includes('profile'),
      token: this.shell.token(me),
      query,
    })
    return page(this.shell.frame({ me, title: words('staff.calibration_files.title') }, content))
  }

  @Post()
  @Allow('calibration.mark')
  @Audited('calibration.marked')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { numbers = '' } = readForm(CalibrationNumbersForm, body).values
    const outcome = await this.marks.mark(
      me,
      numbers.split(/[\s,;]+/).filter((number) => number !== ''),
    )
    return answer(outcome, { ok: paths.calibrationFilesDone('calibration_marked'), refused: paths.calibrationFiles })
  }

  @Post('ends')
  @Allow('calibration.mark')
  @Audited('calibration.unmarked')
  async end(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.marks.unmark(me, fitForm(CalibrationFileForm, body).file)
    return answer(outcome, { ok: paths.calibrationFilesDone('calibration_unmarked'), refused: paths.calibrationFiles })
  }

  @Post('reads')
  @Allow('calibration.mark')
  @Audited('calibration.given')
  async assign(@Me() me: StaffActor): Promise<SeeOther> {
    const outcome = await this.give.run(me)
    if (outcome.ok) return seeOther(paths.calibrationFilesGiven(outcome.value))
    return answer(outcome, { ok: paths.calibrationFiles, refused: paths.calibrationFiles })
  }
}
