import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { type Colleague, ListColleagues } from '#features/staff/staff/list-colleagues.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { AskTranslation } from '#features/vetting/staff/translation/ask-translation.js'
import { ReadTranslations } from '#features/vetting/staff/translation/read-translations.js'
import { SaveTranslation } from '#features/vetting/staff/translation/save-translation.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm, fitted } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { TranslationForm, TranslationRequestForm } from './translation.form.js'
import { TranslationsText, type TypedTranslation } from './translation.page.js'

const words = wordsFor('en')

interface Shown {
  readonly notice?: unknown
  readonly done?: unknown
  readonly typed?: TypedTranslation
}

/** Pages of a file in another language: asked for, written, and read beside the original. */
@Controller('applications/:id/translations')
export class TranslationController {
  constructor(
    private readonly shell: Shell,
    private readonly read: ReadTranslations,
    private readonly ask: AskTranslation,
    private readonly save: SaveTranslation,
    private readonly colleagues: ListColleagues,
  ) {}

  @Get()
  @Allow('translation.read')
  show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query() { notice, done }: Readonly<Record<string, unknown>>,
  ): Promise<Page | SeeOther> {
    return this.page(me, id, { notice, done })
  }

  @Post('requests')
  @Allow('translation.ask')
  @Audited('translation.asked')
  async request(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { translator: accountId, sections = [] } = fitForm(TranslationRequestForm, body)
    const outcome = await this.ask.run(me, idOf(id), { accountId, sections })
    return answer(outcome, { ok: paths.translationsDone(id, 'translation_asked'), refused: paths.translations(id) })
  }

  /** What cannot be taken comes back as typed; over a newer text of one's own with a warning. */
  @Post()
  @Allow('translation.write')
  @Audited('translation.written')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(TranslationForm, body)
    const { text: error, ...unfit } = errors
    const { section, text = '', version } = fitted({ values, errors: unfit })
    if (error) return this.page(me, id, { typed: { section, text, error } }, 422)
    const outcome = await this.save.run(me, idOf(id), { section, text, version: Number(version) })
    if (!outcome.ok && outcome.code === 'stale') {
      return this.page(me, id, { typed: { section, text }, notice: 'translation_stale' }, 422)
    }
    return answer(outcome, { ok: paths.translationsDone(id, 'translation_written'), refused: paths.translations(id) })
  }

  private async page(me: StaffActor, id: string, shown: Shown, status = 200): Promise<Page | SeeOther> {
    const outcome = await this.read.run(me, idOf(id))
    if (!outcome.ok && outcome.code !== 'not_found') return seeOther(paths.application(id))
    const { file, translations } = found(outcome)
    const title = words('staff.translation.title', { number: file.caseNumber })
    const translators = await this.translators(me, file)
    const token = this.shell.token(me)
    const content = TranslationsText({ ...shown, words, title, id, token, translations, translators })
    return page(this.shell.frame({ me, title, hasErrors: shown.typed !== undefined }, content), status)
  }

  private async translators(me: StaffActor, file: { readonly id: string }): Promise<readonly Colleague[]> {
    return mayUse(me.roles, 'translation.ask') ? this.colleagues.run(me, ['translator'], file) : []
  }
}
