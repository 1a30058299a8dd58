import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { Matches } from 'class-validator'
import { RunScreening, type ScreeningRun, screeningRuns } from '#features/application/staff/screening/run-screening.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { Shell } from '../shell/shell.js'
import { ScreeningRunText } from './screening-run.page.js'

const words = wordsFor('en')
const doneCodes = { open: 'screening_open', pass: 'screening_pass' } as const

class ScreeningRunForm {
  @Field({ control: 'select', options: screeningRuns })
  run!: ScreeningRun

  @Field({ control: 'text', limit: 64 })
  @Matches(/^[0-9a-f]{64}$/, { message: 'choose' })
  mark!: string
}

/** Many files at once: looked at first, then all of them or none. */
@Controller('screening/runs')
export class ScreeningRunController {
  constructor(
    private readonly shell: Shell,
    private readonly runs: RunScreening,
  ) {}

  @Get()
  @Allow('screening.run')
  async show(@Me() me: StaffActor, @Query('run') asked?: unknown): Promise<Page> {
    const run = screeningRuns.find((one) => one === asked)
    if (!run) throw new Fault('not_found')
    const title = words(`staff.screening.run.${run}`)
    const content = ScreeningRunText({
      words,
      title,
      run,
      planned: await this.runs.plan(me, run),
      token: this.shell.token(me),
    })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post()
  @Allow('screening.run')
  @Audited('application.moved')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { run, mark } = fitForm(ScreeningRunForm, body)
    const outcome = await this.runs.run(me, run, mark)
    return answer(outcome, { ok: paths.screeningDone(doneCodes[run]), refused: paths.screening })
  }
}
