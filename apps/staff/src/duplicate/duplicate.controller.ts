import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { CompareFiles } from '#features/application/staff/compare-files.js'
import { CloseSecond, type Closing } from '#features/decision/staff/close-second.js'
import { hasRole, type StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { DuplicateForm } from './duplicate.form.js'
import { DuplicateText } from './duplicate.page.js'

const words = wordsFor('en')
const doneCodes: Readonly<Record<Closing, string>> = {
  put_forward: 'pair_closing',
  told: 'pair_told',
  kept_in_mind: 'pair_waits',
  left: 'pair_judged',
}

/** Files that may be one person's, for a person to compare. */
@Controller('duplicates')
export class DuplicateController {
  constructor(
    private readonly shell: Shell,
    private readonly compare: CompareFiles,
    private readonly closing: CloseSecond,
  ) {}

  @Get()
  @Allow('duplicate.list')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const found = await this.compare.run(me)
    const content = DuplicateText({
      words,
      found,
      isLeadOnly: !hasRole(me, 'coordinator'),
      token: this.shell.token(me),
      notice,
      done,
    })
    return page(this.shell.frame({ me, title: words('staff.duplicates.title') }, content))
  }

  @Post()
  @Allow('duplicate.judge')
  @Audited('duplicate.judged')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { first, second, verdict } = fitForm(DuplicateForm, body)
    const outcome = await this.compare.judge(me, { first: idOf(first), second: idOf(second) }, verdict)
    const isToClose = outcome.ok && verdict === 'same' && outcome.value.mayClose
    const closing = isToClose ? await this.closing.run(me, outcome.value.later) : 'left'
    return answer(outcome, { ok: paths.duplicatesDone(doneCodes[closing]), refused: paths.duplicates })
  }
}
