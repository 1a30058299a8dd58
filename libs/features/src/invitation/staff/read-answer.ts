import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/index.orm.js'
import { Database } from '#platform/database/database.js'

/** An open invitation as staff see it. Instants are UTC. */
export interface OpenAnswer {
  readonly deadlineAt: Date
  readonly passesOnAt: Date
  readonly isExpress: boolean
  readonly isReached: boolean
  /** Days in which nobody reached the person, once a coordinator may put forward ending the invitation; null before. */
  readonly unreachedDays: number | null
  /** Codes of what holds the clock at this moment; empty while it runs. */
  readonly stoppedFor: readonly string[]
  readonly extensions: readonly { readonly author: string; readonly days: number; readonly onDay: string }[]
}

interface AnswerRow extends Omit<OpenAnswer, 'extensions'> {
  readonly id: string
}

/** Deadline and clock of an answer that is still open. */
@Injectable()
export class ReadAnswer {
  constructor(private readonly database: Database) {}

  /** Null where no invitation is open, or for who may not know decisions. */
  async run(file: SeenFile): Promise<OpenAnswer | null> {
    if (!file.seen.decisions || file.state !== 'invited') return null
    const [row] = await this.database.prepared<AnswerRow>(
      `SELECT id, deadline_at AS "deadlineAt", expires_at AS "passesOnAt", express AS "isExpress",
         reached_on IS NOT NULL AS "isReached", stopped_for AS "stoppedFor",
         CASE WHEN app.is_unreached($1) THEN
           (SELECT e.unreached_days FROM app.application a JOIN app.edition e ON e.id = a.edition_id WHERE a.id = $1) END AS "unreachedDays"
       FROM app.invitation WHERE application_id = $1 AND outcome IS NULL`,
      [file.id],
    )
    if (!row) return null
    const { id, ...answer } = row
    const extensions = await this.database.prepared<OpenAnswer['extensions'][number]>(
      `SELECT s.display_name AS author, x.days, x.on_day::text AS "onDay" FROM app.invitation_extension x
       JOIN app.staff_account s ON s.id = x.author_id WHERE x.invitation_id = $1 ORDER BY x.on_day, x.id`,
      [id],
    )
    return { ...answer, extensions }
  }
}
