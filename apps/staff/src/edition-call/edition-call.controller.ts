import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ArchiveEdition } from '#features/edition/staff/archive-edition.js'
import { CallWindows } from '#features/edition/staff/call-windows.js'
import { ChangeForm } from '#features/edition/staff/change-form.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, refusedText } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ArchiveForm, OfferForm } from './edition-call.form.js'
import { EditionCallText } from './edition-call.page.js'

const words = wordsFor('en')

/** The call of the edition, and the standing form. */
@Controller('edition-call')
export class EditionCallController {
  constructor(
    private readonly shell: Shell,
    private readonly windows: CallWindows,
    private readonly form: ChangeForm,
    private readonly archive: ArchiveEdition,
  ) {}

  @Get()
  @Allow('edition.change-call')
  async show(@Me() me: StaffActor, @Query('notice') notice?: unknown): Promise<Page> {
    const call = found(await this.windows.read(me))
    const form = found(await this.form.read(me))
    const archivedOn = found(await this.archive.read(me))
    const token = this.shell.token(me)
    const content = EditionCallText({ words, call, form, archivedOn, token, refused: refusedText(words, notice) })
    return page(this.shell.frame({ me, title: words('staff.call.title') }, content))
  }

  @Post('form')
  @Allow('edition.change-call')
  @Audited('form.changed')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { version, tracks = [], offers_remote: offersRemote } = fitForm(OfferForm, body)
    const form = { version: Number(version), tracks, offersRemote: offersRemote === true }
    return answer(await this.form.run(me, form), { ok: paths.editionCall, refused: paths.editionCall })
  }

  @Post('archive')
  @Allow('edition.change-call')
  @Audited('edition.archived')
  async update(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { archived } = fitForm(ArchiveForm, body)
    const outcome = await this.archive.run(me, archived === 'yes')
    return answer(outcome, { ok: paths.editionCall, refused: paths.editionCall })
  }
}
