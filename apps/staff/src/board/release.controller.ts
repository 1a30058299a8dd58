import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { Matches } from 'class-validator'
import { type ReleaseRefusal, ReleaseWave } from '#features/decision/staff/release-wave.js'
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
import { ReleaseText } from './release.page.js'

const words = wordsFor('en')

class ReleaseForm {
  @Field({ control: 'text', limit: 40 })
  @Matches(/^[\w-]{1,40}$/, { message: 'choose' })
  wave!: string
}

class ReleasedForm extends ReleaseForm {
  /** Exactly what the page showed. */
  @Field({ control: 'text', limit: 64, optional: true })
  @Matches(/^[0-9a-f]*$/, { message: 'choose' })
  digest?: string
}

/** Refusals after which the page says anew what stands in the way. */
const looksAgain: ReadonlySet<ReleaseRefusal> = new Set(['release_blocked', 'wave_unfinished', 'set_changed'])

/** A wave, looked at and then released whole. */
@Controller('releases')
export class ReleaseController {
  constructor(
    private readonly shell: Shell,
    private readonly release: ReleaseWave,
  ) {}

  @Get()
  @Allow('wave.release')
  show(@Me() me: StaffActor, @Query('wave') wave?: unknown): Promise<Page> {
    return this.dryRun(me, fitForm(ReleaseForm, { wave }).wave)
  }

  @Post()
  @Allow('wave.release')
  @Audited('wave.released')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const { wave, digest = '' } = fitForm(ReleasedForm, body)
    const outcome = await this.release.run(me, wave, digest)
    if (!outcome.ok && looksAgain.has(outcome.code)) return this.dryRun(me, wave, outcome.code)
    return answer(outcome, { ok: paths.board, refused: paths.board })
  }

  private async dryRun(me: StaffActor, wave: string, refused?: ReleaseRefusal): Promise<Page> {
    const summary = await this.release.dryRun(me, wave)
    if (!summary) throw new Fault('not_found')
    const title = words('staff.release.title')
    const content = ReleaseText({ words, wave, summary, refused, token: this.shell.token(me) })
    const hasErrors = refused !== undefined
    return page(this.shell.frame({ me, title, hasErrors }, content), hasErrors ? 422 : 200)
  }
}
