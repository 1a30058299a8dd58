import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { ReadReplacing } from '#features/application/registration/after-sending/read-replacing.js'
import {
  type ReplaceRefusal,
  ReplaceSection,
} from '#features/application/registration/after-sending/replace-section.js'
import { replaceableByKey, replaceableNow } from '#features/application/registration/after-sending/replaceable.js'
import type { FormSection } from '#features/application/registration/forms/sections.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { postedSection } from '../section/posted-section.js'
import { EditionWords } from '../shell/edition-words.js'
import { InLanguage } from '../shell/language.js'
import { ReplacementPages, type ShownReplacement } from './replacement-pages.js'

/** Replacing parts of what was sent: a list, and one blank page for each part. */
@Controller(':lang/replacement')
export class ReplacementController {
  constructor(
    private readonly pages: ReplacementPages,
    private readonly file: ReadReplacing,
    private readonly replace: ReplaceSection,
    private readonly edition: EditionWords,
  ) {}

  @Get()
  @Allow('own-section.replace')
  async list(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Page | SeeOther> {
    if (me.state === 'draft') return seeOther(pathsFor(words.lang).sections)
    const file = await this.file.run(me)
    if (!file) throw new Fault('not_found')
    return page(this.pages.list(words, me, file))
  }

  @Get(':section')
  @Allow('own-section.replace')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession, @Param('section') key: string): Promise<Page> {
    const file = await this.file.run(me)
    const section = file ? replaceableNow(file).find((one) => one.key === key) : undefined
    if (!file || !section) throw new Fault('not_found')
    const version = file.versions.get(key)?.version ?? 1
    return page(await this.pages.section(words, me, section, { version, values: {}, errors: {} }))
  }

  @Post(':section')
  @Allow('own-section.replace')
  @Audited('application.replaced')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('section') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const section = replaceableByKey(key)
    if (!section) throw new Fault('not_found')
    const posted = postedSection(body, section.form)
    const asking = await this.edition.asking(words, me)
    const read = readForm(section.form, posted.answers, asking.notOffered)
    if (posted.entriesOf !== null) {
      // One entry more or less is no attempt to send: the page comes again, and nothing is kept of it.
      const again = { values: read.values, errors: {}, version: posted.version, more: posted.entriesOf }
      return page(await this.pages.section(words, me, section, again))
    }
    const shown = { lang: words.lang, ...asking }
    const outcome = await this.replace.run(me, key, { ...read, version: posted.version }, shown)
    if (!outcome.ok) return this.refused(words, me, section, { ...read, version: posted.version, code: outcome.code })
    const { home, replacement } = pathsFor(words.lang)
    return seeOther(me.state === 'more_info' ? home : replacement)
  }

  private async refused(
    words: Words,
    me: ApplicantSession,
    section: FormSection,
    { code, ...typed }: ShownReplacement & { readonly code: ReplaceRefusal },
  ): Promise<Page | SeeOther> {
    const paths = pathsFor(words.lang)
    if (code === 'not_found') throw new Fault('not_found')
    if (code === 'too_young') return seeOther(paths.tooYoung)
    if (code === 'move_not_allowed') return seeOther(`${paths.home}?notice=${code}`)
    if (code === 'incomplete') return page(await this.pages.section(words, me, section, typed), 422)
    const version = (await this.file.run(me))?.versions.get(section.key)?.version ?? 1
    return page(await this.pages.section(words, me, section, { ...typed, version, refusal: code }), 409)
  }
}
