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
import { JudgedText } from './judged.page.js'

const words = wordsFor('en')
/** Two ids of files; anything else is a page that does not exist. */
function cursorIn(asked: unknown): string | undefined {
  return typeof asked === 'string' && asked !== '' ? asked.split('.').map(idOf).join('.') : undefined
}

const doneCodes: Readonly<Record<Closing, string>> = {
  put_forward: 'pair_closing',
  told: 'pair_told',
  place_told: 'pair_placed',
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
  async index(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<Page> {
    const { notice, done } = asked
    const after = cursorIn(asked.after)
    const found = await this.compare.run(me, after)
    const content = DuplicateText({
      words,
      found,
      isLater: after !== undefined,
      isLeadOnly: !hasRole(me, 'coordinator'),
      token: this.shell.token(me),
      notice,
      done,
    })
    return page(this.shell.frame({ me, title: words('staff.duplicates.title') }, content))
  }

  /** What was said, to be said anew. */
  @Get('judged')
  @Allow('duplicate.list')
  async judged(@Me() me: StaffActor, @Query('after') asked?: unknown): Promise<Page> {
    const after = cursorIn(asked)
    const judged = await this.compare.judged(me, after)
    const content = JudgedText({ words, judged, isLater: after !== undefined, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.duplicates.judged') }, content))
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
