import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { ReadReplacing } from '#features/application/registration/after-sending/read-replacing.js'
import { replaceableByKey, replaceableNow } from '#features/application/registration/after-sending/replaceable.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { postedSection } from '../section/posted-section.js'
import { InLanguage } from '../shell/language.js'
import { ReplacementPages } from './replacement-pages.js'
import { SendReplacement } from './send-replacement.js'

/** Replacing parts of what was sent: a list, and one blank page for each part. */
@Controller(':lang/replacement')
export class ReplacementController {
  constructor(
    private readonly pages: ReplacementPages,
    private readonly file: ReadReplacing,
    private readonly send: SendReplacement,
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
    return this.send.run(words, me, { ...postedSection(body, section.form), key, lang: words.lang })
  }
}
