import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { CodeWord } from '#features/application/staff/code-case/code-word.js'
import { type SpokenMove, spokenMoves, SpokenRequest } from '#features/application/staff/code-case/spoken-request.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Field } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { SpokenText } from './spoken.page.js'
import { VersionField } from '../shell/posted-fields.js'

const words = wordsFor('en')

class SpokenForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: spokenMoves })
  move!: SpokenMove
}

/** Somebody asks by voice: the code word first, then one act. */
@Controller('applications/:id/spoken-requests')
export class SpokenController {
  constructor(
    private readonly shell: Shell,
    private readonly spoken: SpokenRequest,
  ) {}

  @Get()
  @Allow('spoken-request.open')
  show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    return this.page(me, idOf(id), { notice })
  }

  /** The word is opened for the page and nowhere else; each showing is logged before it. */
  @Get('code-word')
  @Allow('spoken-request.compare')
  async word(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    const word = await this.spoken.word(me, idOf(id))
    if (!word) throw new Fault('not_found')
    return this.page(me, id, { word })
  }

  @Post('comparisons')
  @Allow('spoken-request.compare')
  @Audited('code_word.compared')
  async compare(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.spoken.heard(me, idOf(id))
    return answer(outcome, { ok: paths.spokenRequest(id), refused: paths.spokenRequest(id) })
  }

  @Post()
  @Allow('spoken-request.do')
  @Audited('spoken_request.done')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    if (!(await this.spoken.see(me, idOf(id)))) throw new Fault('not_found')
    const { move, version } = fitForm(SpokenForm, body)
    const outcome = await this.spoken.run(me, id, { move, version: Number(version) })
    return answer(outcome, { ok: paths.applicationDone(id, 'moved'), refused: paths.spokenRequest(id) })
  }

  private async page(me: StaffActor, id: string, shown: { notice?: unknown; word?: CodeWord }): Promise<Page> {
    const seen = await this.spoken.see(me, id)
    if (!seen) throw new Fault('not_found')
    const title = words('staff.spoken.one', { number: seen.file.caseNumber })
    const content = SpokenText({ words, title, ...seen, ...shown, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title }, content))
  }
}
