import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { FindFile } from '#features/application/staff/find-file.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import { AskReveal } from '#features/reveal/staff/ask-reveal.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { readForm } from '#platform/form/read-form.js'
import { Fault } from '#platform/fault.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { RevealForm } from './reveal.form.js'
import { NewRevealText, type RevealDraft } from './new-reveal.page.js'

const words = wordsFor('en')

/** Asking to be shown one sealed part of a file. */
@Controller('applications/:id/reveals')
export class NewRevealController {
  constructor(
    private readonly shell: Shell,
    private readonly files: FindFile,
    private readonly asking: AskReveal,
  ) {}

  @Get()
  @Allow('reveal.ask')
  show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    return this.page(me, id, { notice })
  }

  /** What was typed comes back with whatever stands in the way. */
  @Post()
  @Allow('reveal.ask')
  @Audited('reveal.asked')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(RevealForm, body)
    const { compartment, why = '' } = values
    if (compartment === undefined || errors.compartment) throw new Fault('malformed_form')
    if (errors.why) return this.page(me, id, { typed: values, isLong: true }, 422)
    const outcome = await this.asking.run(me, (await this.file(me, id)).id, { compartment, reason: why })
    if (!outcome.ok && outcome.code !== 'not_found') {
      return this.page(me, id, { typed: values, notice: outcome.code }, 422)
    }
    return answer(outcome, { ok: paths.revealsDone('reveal_asked'), refused: paths.reveals })
  }

  private async file(me: StaffActor, id: string): Promise<SeenFile> {
    const file = await this.files.run(me, idOf(id))
    if (!file) throw new Fault('not_found')
    return file
  }

  private async page(me: StaffActor, id: string, draft: RevealDraft, status = 200): Promise<Page> {
    const file = await this.file(me, id)
    const title = words('staff.reveal.new', { number: file.caseNumber })
    const content = NewRevealText({ words, title, id: file.id, draft, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title, hasErrors: status !== 200 }, content), status)
  }
}
