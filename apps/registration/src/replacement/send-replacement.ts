import { Injectable } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { ReadReplacing } from '#features/application/registration/after-sending/read-replacing.js'
import {
  type ReplaceRefusal,
  ReplaceSection,
} from '#features/application/registration/after-sending/replace-section.js'
import { replaceableByKey } from '#features/application/registration/after-sending/replaceable.js'
import type { FormSection } from '#features/application/registration/forms/sections.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { type Lang, type Words, wordsFor } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { EditionWords } from '../shell/edition-words.js'
import { ReplacementPages, type ShownReplacement } from './replacement-pages.js'

/** A part as it was posted. */
export interface PostedReplacement {
  readonly key: string
  /** The version the page showed. */
  readonly version: number
  /** One more or less was pressed at this repeat. */
  readonly entriesOf: string | null
  readonly answers: Readonly<Record<string, unknown>>
  /** The language its questions were read in. */
  readonly lang: Lang
  /** It waited until the person had signed in again. */
  readonly wasParked?: true
}

/** Sends one part again, or shows it as it was typed. */
@Injectable()
export class SendReplacement {
  constructor(
    private readonly pages: ReplacementPages,
    private readonly file: ReadReplacing,
    private readonly replace: ReplaceSection,
    private readonly edition: EditionWords,
  ) {}

  /** Answers in the language of `words`. Fault `not_found` for an unknown part. */
  async run(words: Words, me: ApplicantSession, posted: PostedReplacement): Promise<Page | SeeOther> {
    const section = replaceableByKey(posted.key)
    if (!section) throw new Fault('not_found')
    const { version, lang } = posted
    const asking = await this.edition.asking(wordsFor(lang), me)
    const read = readForm(section.form, posted.answers, asking.notOffered)
    if (posted.entriesOf !== null) {
      // One entry more or less is no attempt to send: the page comes again, and nothing is kept of it.
      const again = { values: read.values, errors: {}, version, more: posted.entriesOf }
      return page(await this.pages.section(words, me, section, again))
    }
    const outcome = await this.replace.run(me, posted.key, { ...read, version }, { lang, ...asking })
    if (!outcome.ok && posted.wasParked)
      return this.unsent(words, me, section, { ...read, version, code: outcome.code })
    if (!outcome.ok) return this.refused(words, me, section, { ...read, version, code: outcome.code })
    const { home, replacement } = pathsFor(words.lang)
    return seeOther(me.state === 'more_info' ? home : replacement)
  }

  /** What waited is never lost: where the file no longer takes it, it is shown all the same. */
  private async unsent(
    words: Words,
    me: ApplicantSession,
    section: FormSection,
    typed: RefusedReplacement,
  ): Promise<Page | SeeOther> {
    const { code, ...shown } = typed
    if (code === 'not_found') return seeOther(pathsFor(words.lang).home)
    if (code !== 'move_not_allowed') return this.refused(words, me, section, typed)
    return page(await this.pages.section(words, me, section, { ...shown, errors: {}, refusal: code }), 409)
  }

  private async refused(
    words: Words,
    me: ApplicantSession,
    section: FormSection,
    { code, ...typed }: RefusedReplacement,
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

type RefusedReplacement = ShownReplacement & { readonly code: ReplaceRefusal }
