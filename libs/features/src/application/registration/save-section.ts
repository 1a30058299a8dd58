import { Injectable } from '@nestjs/common'
import { isTooYoung } from '#domain/application/form-rules.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Clock } from '#platform/clock/clock.js'
import type { ReadForm } from '#platform/form/read-form.js'
import type { ApplicantSession } from './applicant-session.js'
import { sectionByKey } from './forms/sections.js'
import { OwnDrafts } from './own-drafts.store.js'

export type SaveRefusal = 'not_found' | 'stale' | 'too_young'

/** Saves one page of the form as it was typed: errors block sending, never saving. */
@Injectable()
export class SaveSection {
  constructor(
    private readonly drafts: OwnDrafts,
    private readonly clock: Clock,
  ) {}

  /**
   * `version` is the one the page showed (0 for an unsaved section). Answers the new version. Refuses: not_found
   * (unknown section, application already sent), stale (another tab saved since), too_young (nothing is stored).
   */
  async run(
    me: ApplicantSession,
    key: string,
    typed: ReadForm<object> & { readonly version: number },
  ): Promise<Outcome<number, SaveRefusal>> {
    if (!sectionByKey(key) || me.state !== 'draft') return refuse('not_found')
    if (isTooYoung(typed.values)) return refuse('too_young')
    const savedAt = this.clock.now().getTime()
    const code = await this.drafts.save(me, key, { ...typed, values: { ...typed.values }, savedAt })

    return code === 'ok' ? done(typed.version + 1) : refuse(code)
  }
}
