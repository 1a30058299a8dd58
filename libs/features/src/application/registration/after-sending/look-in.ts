import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from '../applicant-session.js'

/** The day by which to look in again. */
@Injectable()
export class LookIn {
  constructor(private readonly sql: Sql) {}

  /** ISO date: some days after the end of the phase the file is in. */
  async run(me: ApplicantSession): Promise<string | null> {
    const row = await this.sql.one<{ day: string | null }>('SELECT app.own_look_in($1)::text AS day', [me.token.hash])
    return row?.day ?? null
  }
}
