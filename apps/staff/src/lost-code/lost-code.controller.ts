import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { FollowCodeCase } from '#features/application/staff/code-case/follow-code-case.js'
import { IssueCode } from '#features/application/staff/code-case/issue-code.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { Page, SeeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { RecognitionForm } from './lost-code.form.js'
import { LostCodePages } from './lost-code-pages.js'

/** Lost codes: who recognised the person, the hours, and the new code. */
@Controller('lost-codes')
export class LostCodeController {
  constructor(
    private readonly pages: LostCodePages,
    private readonly follow: FollowCodeCase,
    private readonly issue: IssueCode,
  ) {}

  @Get()
  @Allow('code-case.list')
  index(@Me() me: StaffActor): Promise<Page> {
    return this.pages.list(me)
  }

  @Get(':id')
  @Allow('code-case.list')
  show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    return this.pages.one(me, idOf(id), { notice })
  }

  /** The word is opened for the page and nowhere else; each showing is logged before it. */
  @Get(':id/code-word')
  @Allow('code-case.confirm')
  word(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    return this.pages.one(me, idOf(id), { showsWord: true })
  }

  @Post(':id/checks')
  @Allow('code-case.confirm')
  @Audited('code_case.confirmed')
  async check(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.follow.confirm(me, idOf(id), fitForm(RecognitionForm, body).way)
    return answer(outcome, { ok: paths.lostCode(id), refused: paths.lostCode(id) })
  }

  @Post(':id/codes')
  @Allow('code-case.issue')
  @Audited('code_case.issue')
  async create(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    return answer(await this.issue.run(me, idOf(id)), { ok: paths.lostCode(id), refused: paths.lostCode(id) })
  }

  @Post(':id/keeping')
  @Allow('code-case.issue')
  @Audited('code-sheet.kept')
  async keep(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    return answer(await this.issue.handedOver(me, idOf(id)), { ok: paths.lostCode(id), refused: paths.lostCodes })
  }

  @Post(':id/ends')
  @Allow('code-case.end')
  @Audited('code_case.cancel')
  async end(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    return answer(await this.follow.cancel(me, idOf(id)), { ok: paths.lostCodes, refused: paths.lostCode(id) })
  }
}
