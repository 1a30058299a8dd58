import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { NomineeContact, NomineeReasons } from '../seal-nomination.js'
import { type NominationRow, seenNominations } from './nominations.js'

export interface OpenedNomination {
  readonly row: NominationRow
  /** Null once erased, or where this session holds no key to it. */
  readonly contact: NomineeContact | null
  readonly reasons: NomineeReasons | null
}

/** Nominations of the edition, and one of them opened. */
@Injectable()
export class OpenNomination {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  list(actor: StaffActor): Promise<NominationRow[]> {
    return seenNominations(this.database, actor)
  }

  /** The audit line is committed before anything is unwrapped. Refuses: not_found (absent and forbidden alike). */
  async run(actor: StaffActor, id: string): Promise<Outcome<OpenedNomination, 'not_found'>> {
    const [row] = await seenNominations(this.database, actor, id)
    if (!row) return refuse('not_found')
    const line = { verb: 'nomination.opened', objectId: id, purpose: row.state }
    const schemas = ['nomination.contact', 'nomination.reasons']
    const records = await this.keyring.open(actor.holder, line, { owners: [id], schemas })
    const valueOf = (schema: string): unknown => records.find((record) => record.schema === schema)?.value ?? null

    return done({
      row,
      contact: valueOf('nomination.contact') as NomineeContact | null,
      reasons: valueOf('nomination.reasons') as NomineeReasons | null,
    })
  }
}
