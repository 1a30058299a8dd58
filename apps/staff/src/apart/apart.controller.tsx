import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { KeepApart } from '#features/vetting/staff/apart/keep-apart.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ApartForm } from './apart.form.js'
import { ApartText } from './apart.page.js'

const words = wordsFor('en')

interface Shown {
  readonly notice?: unknown
  readonly done?: unknown
  readonly typed?: ReadForm<ApartForm>
}

/** People who must not share a room, a floor or a car. */
@Controller('apart')
export class ApartController {
  constructor(
    private readonly shell: Shell,
    private readonly keep: KeepApart,
  ) {}

  @Get()
  @Allow('apart.keep')
  show(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    return this.page(me, { notice, done })
  }

  /** What was typed comes back with every refusal: the reason is nowhere else yet. */
  @Post()
  @Allow('apart.keep')
  @Audited('apart.entered')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const typed = readForm(ApartForm, body)
    const { apart_first: first = '', apart_second: second = '', apart_why: text = '' } = typed.values
    if (Object.keys(typed.errors).length > 0) return this.page(me, { typed }, 422)
    const outcome = await this.keep.run(me, { first, second, text })
    if (!outcome.ok && outcome.code !== 'not_found') return this.page(me, { typed, notice: outcome.code }, 422)
    return answer(outcome, { ok: paths.apartDone('apart_entered'), refused: paths.apart })
  }

  @Post(':pair/ends')
  @Allow('apart.keep')
  @Audited('apart.ended')
  async end(@Me() me: StaffActor, @Param('pair') pair: string): Promise<SeeOther> {
    const outcome = await this.keep.end(me, idOf(pair))
    return answer(outcome, { ok: paths.apartDone('apart_ended'), refused: paths.apart })
  }

  private async page(me: StaffActor, shown: Shown, status = 200): Promise<Page> {
    const pairs = found(await this.keep.list(me))
    const content = ApartText({ ...shown, words, pairs, token: this.shell.token(me) })
    const title = words('staff.apart.title')
    return page(this.shell.frame({ me, title, hasErrors: status !== 200 }, content), status)
  }
}
