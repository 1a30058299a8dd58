import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { RewriteKinds } from '#features/vetting/staff/conflict/rewrite-kinds.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ConflictKindForm } from './conflict-kind.form.js'
import { ConflictKindText } from './conflict-kind.page.js'

const words = wordsFor('en')

/** Kinds of conflicts over the edition, and writing one for another. */
@Controller('conflict-kinds')
export class ConflictKindController {
  constructor(
    private readonly shell: Shell,
    private readonly kinds: RewriteKinds,
  ) {}

  @Get()
  @Allow('conflict.rewrite')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const counts = found(await this.kinds.counts(me))
    const content = ConflictKindText({ words, counts, token: this.shell.token(me), notice, done })
    return page(this.shell.frame({ me, title: words('staff.kinds.title') }, content))
  }

  @Post()
  @Allow('conflict.rewrite')
  @Audited('conflict.rewritten')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { from = '', to = '' } = readForm(ConflictKindForm, body).values
    const outcome = await this.kinds.run(me, from, to)
    return answer(outcome, { ok: paths.conflictKindsDone('rewritten'), refused: paths.conflictKinds })
  }
}
