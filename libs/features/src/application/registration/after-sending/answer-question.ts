import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from '../applicant-session.js'

export type AnswerRefusal = 'not_found' | 'move_not_allowed' | 'nothing_answered'

/** "Send my answer": the file goes back to where the question came from. */
@Injectable()
export class AnswerQuestion {
  constructor(private readonly sql: Sql) {}

  /** Sent twice is sent once. Refuses: not_found, move_not_allowed (no question is open), nothing_answered. */
  async run(me: ApplicantSession): Promise<Outcome<null, AnswerRefusal>> {
    const row = await this.sql.one<{ code: AnswerRefusal | 'ok' | 'noop' }>('SELECT code FROM app.own_answer($1)', [
      me.token.hash,
    ])
    const code = row?.code ?? 'not_found'
    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }
}
