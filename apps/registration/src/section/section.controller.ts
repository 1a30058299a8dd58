import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { type FormSection, sectionByKey, sections } from '#features/application/registration/forms/sections.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { SaveSection } from '#features/application/registration/save-section.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { isFieldPath, type PostedSection, postedSection } from './posted-section.js'
import { SectionPages } from './section-pages.js'

/** The pages of the form: a list, and one page for each section. */
@Controller(':lang/application')
export class SectionController {
  constructor(
    private readonly pages: SectionPages,
    private readonly drafts: OwnDrafts,
    private readonly save: SaveSection,
  ) {}

  @Get()
  @Allow('own-draft.read')
  async list(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Page | SeeOther> {
    if (me.state !== 'draft') return seeOther(pathsFor(words.lang).home)
    return page(this.pages.list(words, me, await this.drafts.open(me)))
  }

  @Get(':section')
  @Allow('own-draft.read')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('section') key: string,
    @Query('change') change?: unknown,
  ): Promise<Page> {
    const section = known(key, me)
    const saved = (await this.drafts.open(me)).get(key)
    const shown = { version: 0, values: {}, errors: {}, ...saved, change: isFieldPath(change) ? change : null }
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
  ): Promise<Page | SeeOther> {
    const section = known(key, me)
    const posted = postedSection(body)
    const read = readForm(section.form, posted.answers)
    const outcome = await this.save.run(me, key, { ...read, version: posted.version })
    if (outcome.ok) return seeOther(wayAfter(words, key, posted, Object.keys(read.errors).length > 0))
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

function wayAfter(words: Words, key: string, { language, press, change }: PostedSection, hasErrors: boolean): string {
  const paths = pathsFor(language ?? words.lang)
  const again = change === null ? paths.section(key) : `${paths.section(key)}?change=${change}`
  if (language !== null) return again
  if (press === 'leave') return paths.sections
  if (hasErrors) return again
  if (change !== null) return `${paths.answers}#row-${change}`
  const next = sections[sections.findIndex((section) => section.key === key) + 1]
  return next ? paths.section(next.key) : paths.answers
}
