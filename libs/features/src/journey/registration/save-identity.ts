import { Injectable } from '@nestjs/common'
import { hasDocument } from '#domain/journey/identity-rules.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { ApplicantSession } from '#features/application/index.js'
import { Sql } from '#platform/database/sql.js'
import { Fault } from '#platform/fault.js'
import { Directory } from '#platform/vault/directory.js'
import type { Lang } from '#words/index.js'
import { readIdentity } from './read-identity.js'
import { sealIdentity } from './seal-identity.js'

export interface IdentityToSave {
  /** The number of saves the person had before them. */
  readonly version: number
  /** Posted or JSON fields by section key; a section left out counts as empty. */
  readonly answers: Readonly<Record<string, unknown>>
}

export type IdentityRefusal = 'not_found' | 'stale' | 'incomplete'

/**
 * Seals the travel papers for the travel desk at once and puts the visa case on its list. They are kept nowhere else,
 * not even as a draft, so all sections are saved together.
 */
@Injectable()
export class SaveIdentity {
  constructor(
    private readonly directory: Directory,
    private readonly sql: Sql,
  ) {}

  /** Answers the new version. Refuses: not_found (no place confirmed), stale, incomplete (`about.errors`: section → field → code). */
  async run(me: ApplicantSession, given: IdentityToSave, lang: Lang): Promise<Outcome<number, IdentityRefusal>> {
    if (me.state !== 'confirmed') return refuse('not_found')
    const read = readIdentity(given.answers)
    const wrong = Object.entries(read).filter(([, { errors }]) => Object.keys(errors).length > 0)
    if (wrong.length > 0) {
      return refuse('incomplete', { errors: Object.fromEntries(wrong.map(([key, { errors }]) => [key, errors])) })
    }

    const version = given.version + 1
    const records = sealIdentity(this.directory, { owner: me.applicationId, version, lang }, read)
    const row = await this.sql.one<{ code: string }>(
      'SELECT code FROM app.own_identity_save($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [me.token.hash, given.version, hasDocument(read.document?.values ?? {}), ...records],
    )
    return settled(row?.code, version)
  }
}

function settled(code: string | undefined, version: number): Outcome<number, IdentityRefusal> {
  if (code === 'ok') return done(version)
  if (code === 'stale' || code === 'not_found') return refuse(code)
  throw new Fault('unknown_answer')
}
