import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ListColleagues } from '#features/staff/staff/list-colleagues.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { KeepPairs } from '#features/vetting/staff/assignment/keep-pairs.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ReaderPairForm } from './plan.form.js'
import { ReaderPairsText } from './reader-pair.page.js'

const words = wordsFor('en')

/** Readers who must not share a file. */
@Controller('assignments/pairs')
export class ReaderPairController {
  constructor(
    private readonly shell: Shell,
    private readonly pairs: KeepPairs,
    private readonly colleagues: ListColleagues,
  ) {}

  @Get()
  @Allow('assignment.plan')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const pairs = found(await this.pairs.list(me))
    const readers = await this.colleagues.run(me, ['reviewer'])
    const content = ReaderPairsText({ words, pairs, readers, token: this.shell.token(me), notice, done })
    return page(this.shell.frame({ me, title: words('staff.pairs.title') }, content))
  }

  @Post()
  @Allow('assignment.plan')
  @Audited('reader_pair.kept_apart')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { one, other } = fitForm(ReaderPairForm, body)
    const outcome = await this.pairs.add(me, [one, other])
    return answer(outcome, { ok: paths.readerPairsDone('pair_kept_apart'), refused: paths.readerPairs })
  }

  @Post('ends')
  @Allow('assignment.plan')
  @Audited('reader_pair.let_together')
  async end(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { one, other } = fitForm(ReaderPairForm, body)
    const outcome = await this.pairs.remove(me, [one, other])
    return answer(outcome, { ok: paths.readerPairsDone('pair_let_together'), refused: paths.readerPairs })
  }
}
