import { Controller, Get, Param, Post, Query } from '@nestjs/common'
import { AnswerReveal } from '#features/reveal/staff/answer-reveal.js'
import { ListReveals } from '#features/reveal/staff/list-reveals.js'
import { ReadReveal } from '#features/reveal/staff/read-reveal.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { RevealListText } from './reveal-list.page.js'
import { ReasonText, RevealText } from './reveal.page.js'

const words = wordsFor('en')

/** Sealed parts that were asked for: the keepers' answer, the hour in which they are read, and their end. */
@Controller('reveals')
export class RevealController {
  constructor(
    private readonly shell: Shell,
    private readonly list: ListReveals,
    private readonly reading: ReadReveal,
    private readonly answering: AnswerReveal,
  ) {}

  @Get()
  @Allow('reveal.list')
  async index(@Me() me: StaffActor, @Query() { notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    const reveals = await this.list.run(me)
    const content = RevealListText({ words, reveals, zone: me.zone, token: this.shell.token(me), notice, done })
    return page(this.shell.frame({ me, title: words('staff.reveal.title') }, content))
  }

  /** Every showing is an opening, audited before anything is unsealed. */
  @Get(':id')
  @Allow('reveal.read')
  async show(@Me() me: StaffActor, @Param('id') id: string): Promise<Page | SeeOther> {
    const outcome = await this.reading.run(me, idOf(id))
    if (!outcome.ok && outcome.code === 'step_up_needed') return seeOther(paths.stepUpForReveals)
    const shown = found(outcome)
    const title = words('staff.reveal.one', { number: shown.file.caseNumber })
    const content = RevealText({ words, title, shown, zone: me.zone, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title }, content))
  }

  @Get(':id/reason')
  @Allow('reveal.answer')
  async reason(@Me() me: StaffActor, @Param('id') id: string): Promise<Page> {
    const read = await this.reading.reason(me, idOf(id))
    if (!read) throw new Fault('not_found')
    const title = words('staff.reveal.reason')
    const content = ReasonText({ words, title, ...read, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post(':id/openings')
  @Allow('reveal.answer')
  @Audited('reveal.opened')
  async open(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.answering.open(me, idOf(id))
    return answer(outcome, { ok: paths.revealsDone('reveal_opened'), refused: paths.reveals })
  }

  @Post(':id/refusals')
  @Allow('reveal.answer')
  @Audited('reveal.refused')
  async refuse(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.answering.refuse(me, idOf(id))
    return answer(outcome, { ok: paths.revealsDone('reveal_refused'), refused: paths.reveals })
  }

  @Post(':id/ends')
  @Allow('reveal.answer')
  @Audited('reveal.ended')
  async end(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.answering.end(me, idOf(id))
    return answer(outcome, { ok: paths.revealsDone('reveal_ended'), refused: paths.reveals })
  }
}
