import { Injectable } from '@nestjs/common'
import type { ReferenceState } from '#domain/reference/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { LinkSession } from '#features/link/index.js'
import { Sql } from '#platform/database/sql.js'

interface ReferenceStanding {
  readonly state: ReferenceState
  readonly version: number
}

export type DeclineRefusal = 'not_found' | 'move_not_allowed'

/** A referee says no, and may take it back while the link lives. */
@Injectable()
export class DeclineReference {
  constructor(private readonly sql: Sql) {}

  /** How it stands with the caller's own request; null once the link is over. */
  async standing(me: LinkSession): Promise<ReferenceStanding | null> {
    const row = await this.sql.one<ReferenceStanding>('SELECT state, version FROM app.reference_of($1)', [
      me.token.hash,
    ])
    return row ?? null
  }

  /** Said twice is said once. Refuses: not_found (the link is over), move_not_allowed. */
  run(me: LinkSession): Promise<Outcome<null, DeclineRefusal>> {
    return this.act('SELECT app.reference_decline($1) AS code', me)
  }

  /** The request is open again; both moves stay on record. Refuses: not_found (the link is over), move_not_allowed. */
  takeBack(me: LinkSession): Promise<Outcome<null, DeclineRefusal>> {
    return this.act('SELECT app.reference_accept_again($1) AS code', me)
  }

  private async act(text: string, me: LinkSession): Promise<Outcome<null, DeclineRefusal>> {
    const row = await this.sql.one<{ code: DeclineRefusal | 'ok' | 'noop' }>(text, [me.token.hash])
    const code = row?.code ?? 'not_found'
    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }
}
