import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { largestSet } from '#domain/decision/sample.js'
import { readQuery } from '#features/application/staff/search/application-query.js'
import { SearchFiles } from '#features/application/staff/search/search-files.js'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { BatchText } from './batch.page.js'
import { ListForm, ManyForm } from './decide-many.form.js'
import { DryRunText, NewBatchText } from './decide-many.page.js'

const words = wordsFor('en')
const title = words('staff.many.title')

interface Listed {
  /** Of every file of the list, in its order; of a list that is too long for one decision, those of its beginning. */
  readonly ids: readonly string[]
  readonly count: number
}

/** One decision about every file of a list: asked, tried without writing, put forward, and for some seconds taken back. */
@Controller('decision-batches')
export class DecideManyController {
  constructor(
    private readonly shell: Shell,
    private readonly many: DecideMany,
    private readonly search: SearchFiles,
  ) {}

  @Get('new')
  @Allow('decision.many')
  async start(@Me() me: StaffActor, @Query() asked: unknown): Promise<Page> {
    const list = fitForm(ListForm, asked)
    const { count } = await this.list(me, list)
    return page(this.shell.frame({ me, title }, NewBatchText({ words, title, list, count })))
  }

  @Get('dry-run')
  @Allow('decision.many')
  async dryRun(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<Page> {
    const { notice, ...typed } = asked
    const form = fitForm(ManyForm, typed)
    const { ids, count } = await this.list(me, form)
    const run = await this.many.dryRun(me, { move: form.move, ids })
    if (!run) throw new Fault('not_found')
    const content = DryRunText({ words, title, form, run, count, notice, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post()
  @Allow('decision.many')
  @Audited('decision.proposed')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { digest = '', ...form } = fitForm(ManyForm, body)
    const { ids } = await this.list(me, form)
    const { move, wording, support, reason_class: reasonClass } = form
    const outcome = await this.many.apply(me, { move, ids, reasonClass, wording, support, digest })
    const ok = (batch: string) => paths.decisionBatchDone(batch, 'many_proposed')
    return answer(outcome, { ok, refused: paths.decisionDryRunOf(form) })
  }

  @Get(':id')
  @Allow('decision.many')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    const batch = await this.many.read(me, idOf(id))
    if (!batch) throw new Fault('not_found')
    const others = (await this.many.waiting(me)).filter((other) => other.id !== batch.id)
    const content = BatchText({ words, title, batch, others, notice, done, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post(':id/ends')
  @Allow('decision.many')
  @Audited('decision.cleared')
  async undo(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.many.undo(me, idOf(id))
    return answer(outcome, { ok: paths.decisionBatchDone(id, 'many_undone'), refused: paths.decisionBatch(id) })
  }

  @Post(':id/requests')
  @Allow('decision.many')
  @Audited('approval.asked')
  async ask(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.many.askAgain(me, idOf(id))
    return answer(outcome, { ok: paths.decisionBatchDone(id, 'many_asked'), refused: paths.decisionBatch(id) })
  }

  /** A search that is over, and a filter that is none, find no page, rather than everything. */
  private async list(me: StaffActor, { state, filter, search }: ListForm): Promise<Listed> {
    const read = readQuery({ state, filter, search })
    const files = read.ok ? await this.search.all(me, read.query) : read.lack
    if (typeof files === 'string') throw new Fault('not_found')

    return { ids: files.slice(0, largestSet + 1).map(({ id }) => id), count: files.length }
  }
}
