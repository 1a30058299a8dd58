import { Injectable } from '@nestjs/common'
import { isTooYoung } from '#domain/application/form-rules.js'
import { mayReplace } from '#domain/application/replacing.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import type { ReadForm } from '#platform/form/read-form.js'
import { Directory } from '#platform/vault/directory.js'
import type { ApplicantSession } from '../applicant-session.js'
import { mailboxPart } from '../mailbox.js'
import { recordArrays } from '../record-arrays.js'
import { ReadReplacing } from './read-replacing.js'
import { kindOf, replaceableByKey } from './replaceable.js'
import { sealReplacement } from './seal-replacement.js'
import { type AsShown, sectionAsRead } from './sections-as-read.js'

export type ReplaceRefusal = 'not_found' | 'move_not_allowed' | 'stale' | 'incomplete' | 'too_young'

/** Puts a new version of one section over what was sent. The old one cannot be read here; staff see both. */
@Injectable()
export class ReplaceSection {
  constructor(
    private readonly sql: Sql,
    private readonly file: ReadReplacing,
    private readonly directory: Directory,
  ) {}

  /**
   * `version` is the one the page showed (1: as sent). Answers the new version. Refuses: not_found, move_not_allowed
   * (not in this state, or not named by the question), stale, incomplete (a section is replaced whole), too_young.
   */
  async run(
    me: ApplicantSession,
    key: string,
    typed: ReadForm<object> & { readonly version: number },
    shown: AsShown,
  ): Promise<Outcome<number, ReplaceRefusal>> {
    const section = replaceableByKey(key)
    const file = await this.file.run(me)
    if (!section || !file || file.state === 'draft') return refuse('not_found')
    const kind = kindOf(section)
    if (!mayReplace(file, { key, kind })) return refuse('move_not_allowed')
    if (isTooYoung(typed.values)) return refuse('too_young')
    if (Object.keys(typed.errors).length > 0) return refuse('incomplete')
    if ((file.versions.get(key)?.version ?? 1) !== typed.version) return refuse('stale')

    const read = sectionAsRead(section, typed.values, shown)
    const records = sealReplacement({ directory: this.directory, me, file }, read, shown)
    const hasAddress = Boolean(mailboxPart(key, read.values)?.address)
    const row = await this.sql.one<{ code: ReplaceRefusal | 'ok'; version: number }>(
      'SELECT code, version FROM app.own_section_replace($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
      [me.token.hash, key, kind, typed.version, hasAddress, ...recordArrays(records)],
    )
    if (row?.code === 'ok') return done(row.version)
    return refuse(row?.code ?? 'not_found')
  }
}
