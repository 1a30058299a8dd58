import { Injectable } from '@nestjs/common'
import type { ReferenceState } from '#domain/reference/lifecycle.js'
import type { ApplicantSession } from '#features/application/index.js'
import { Sql } from '#platform/database/sql.js'

/** One of the two people the applicant named, once somebody was asked in that place. Without a name: that is sealed. */
export interface OwnReferee {
  /** 1 or 2. */
  readonly place: number
  readonly state: ReferenceState
  /** Another person may be named instead. */
  readonly canName: boolean
  /** Version of the record by which another person would be named. */
  readonly naming: number
}

/** How it stands with the people the caller named. */
@Injectable()
export class OwnReferees {
  constructor(private readonly sql: Sql) {}

  /** In their order; empty until they are asked. */
  async run(me: ApplicantSession): Promise<OwnReferee[]> {
    return this.sql.query<OwnReferee>(
      'SELECT place, state, can_name AS "canName", naming FROM app.own_references($1)',
      [me.token.hash],
    )
  }
}
