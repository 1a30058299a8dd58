import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { recordArrays } from '#features/application/index.js'
import type { LinkSession } from '#features/link/index.js'
import { Sql } from '#platform/database/sql.js'
import type { ReadForm } from '#platform/form/read-form.js'
import { Directory } from '#platform/vault/directory.js'
import type { Lang } from '#words/index.js'
import type { ReferenceForm } from './forms/reference.form.js'
import { sealAnswers } from './seal-answers.js'

export type SendRefusal = 'not_found' | 'incomplete' | 'stale' | 'move_not_allowed'

/** The form as it was read, and the version of the request it was filled in over, where the caller names one. */
interface SentReference extends ReadForm<ReferenceForm> {
  readonly version?: number
}

/** A referee sends their answers: sealed for their readers, and the link is used up. */
@Injectable()
export class SendReference {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  /**
   * Sent twice is sent once. Refuses: incomplete (`errors`), not_found (the link is over), move_not_allowed (declined),
   * stale (the request is no longer in the version given, if one is).
   */
  async run(me: LinkSession, read: SentReference, lang: Lang): Promise<Outcome<null, SendRefusal>> {
    if (Object.keys(read.errors).length > 0) return refuse('incomplete', { errors: read.errors })
    const records = sealAnswers(this.directory, me.subjectId, read.values, lang)
    const row = await this.sql.one<{ code: SendRefusal | 'ok' | 'noop' }>(
      'SELECT app.reference_answer($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS code',
      [me.token.hash, read.version ?? null, ...recordArrays(records)],
    )
    const code = row?.code ?? 'not_found'

    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }
}
