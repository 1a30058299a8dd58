import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { type FormSection, sectionByKey } from '#features/application/registration/forms/sections.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { SaveSection } from '#features/application/registration/save-section.js'
import { savedErrors } from '#features/application/registration/unanswered.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { sectionOf } from '#platform/form/section.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { EditionWords } from '../shell/edition-words.js'
import { InLanguage } from '../shell/language.js'
import { isFieldName, isFieldPath, postedSection } from './posted-section.js'
import { SectionPages } from './section-pages.js'
import { wayAfter } from './way-after.js'

/** The pages of the form: a list, and one page for each section. */
@Controller(':lang/application')
export class SectionController {
  constructor(
    private readonly pages: SectionPages,
    private readonly drafts: OwnDrafts,
    private readonly save: SaveSection,
    private readonly edition: EditionWords,
  ) {}

  @Get()
  @Allow('own-draft.read')
  async list(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Query('notice') notice?: unknown,
  ): Promise<Page | SeeOther> {
    if (me.state !== 'draft') return seeOther(pathsFor(words.lang).home)
    return page(await this.pages.list(words, me, await this.drafts.open(me), notice))
  }

  @Get(':section')
  @Allow('own-draft.read')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('section') key: string,
    @Query() { change, more }: { readonly change?: unknown; readonly more?: unknown } = {},
  ): Promise<Page> {
    const section = known(key, me)
    const draft = await this.drafts.open(me)
    const { version = 0, values = sectionOf(section.form)?.prefill?.(words.lang) ?? {} } = draft.get(key) ?? {}
    const { notOffered } = await this.edition.asking(words, me)
    // Adding an entry is no attempt to finish the page: what is still missing is not held against it.
    const isAdding = isFieldName(more)
    const shown = {
      version,
      values,
      errors: isAdding ? {} : savedErrors(draft, key, notOffered),
      change: isFieldPath(change) ? change : null,
      more: isAdding ? more : undefined,
    }
    return page(await this.pages.section(words, me, section, shown))
  }

  @Post(':section')
  @Allow('own-draft.save')
  @Audited('draft.saved')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('section') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther | { readonly version: number }> {
    const section = known(key, me)
    const posted = postedSection(body, section.form)
    const { notOffered } = await this.edition.asking(words, me)
    const read = readForm(section.form, posted.answers, notOffered)
    const outcome = await this.save.run(me, key, { ...read, version: posted.version })
    // The page stays open: it must save over this version next time.
    if (outcome.ok && posted.press === 'autosave') return { version: outcome.value }
    const hasErrors = Object.keys(read.errors).length > 0
    if (outcome.ok) return seeOther(wayAfter(words, section, posted, { values: read.values, hasErrors }))
    if (outcome.code === 'too_young') return seeOther(pathsFor(words.lang).tooYoung)
    if (outcome.code === 'not_found') throw new Fault('not_found')
    // Saved elsewhere since: what was typed stays on the page, over the version that is there now.
    const version = (await this.drafts.open(me)).get(key)?.version ?? 0
    const shown = { ...read, version, change: posted.change, refusal: outcome.code }
    return page(await this.pages.section(words, me, section, shown), 409)
  }
}

function known(key: string, me: ApplicantSession): FormSection {
  const section = sectionByKey(key)
  if (!section || me.state !== 'draft') throw new Fault('not_found')
  return section
}
