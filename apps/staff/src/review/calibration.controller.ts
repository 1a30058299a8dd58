import { Controller, Get, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReadCapture } from '#features/vetting/staff/calibration/read-capture.js'
import { ReadCalibration } from '#features/vetting/staff/calibration/read-calibration.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { CaptureText } from './capture.page.js'
import { CalibrationText, OwnSeverityText, TooFewText } from './calibration.page.js'

const words = wordsFor('en')

/** Raw and calibrated values and signs of capture for the lead, and a reader's own severity for that reader. */
@Controller('reviews')
export class CalibrationController {
  constructor(
    private readonly shell: Shell,
    private readonly calibration: ReadCalibration,
    private readonly capture: ReadCapture,
  ) {}

  @Get('calibration')
  @Allow('calibration.read')
  async show(@Me() me: StaffActor, @Query('after') after: unknown): Promise<Page> {
    const title = words('staff.calibration.title')
    const outcome = await this.calibration.run(me, typeof after === 'string' ? idOf(after) : undefined)
    const content =
      !outcome.ok && outcome.code === 'too_few_pool_wide_reads'
        ? TooFewText({ words, title, about: outcome.about })
        : CalibrationText({ words, title, isFirst: after === undefined, ...found(outcome) })
    return page(this.shell.frame({ me, title }, content))
  }

  @Get('capture')
  @Allow('calibration.read')
  async together(@Me() me: StaffActor): Promise<Page> {
    const content = CaptureText({ words, ...found(await this.capture.run(me)) })
    return page(this.shell.frame({ me, title: words('staff.capture.title') }, content))
  }

  @Get('own')
  @Allow('severity.read')
  async own(@Me() me: StaffActor): Promise<Page> {
    const title = words('staff.severity.title')
    const outcome = await this.calibration.own(me)
    const content =
      !outcome.ok && outcome.code === 'too_few_pool_wide_reads'
        ? TooFewText({ words, title, about: outcome.about })
        : OwnSeverityText({ words, title, severity: found(outcome) })
    return page(this.shell.frame({ me, title }, content))
  }
}
