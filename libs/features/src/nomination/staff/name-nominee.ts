import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { NominationForm } from '../nomination.form.js'
import { sealNomination } from '../seal-nomination.js'
import type { NominationFlag } from './nominations.js'

export { NominationForm }

/** A coordinator puts people forward: one by the form, or many from a list. */
@Injectable()
export class NameNominee {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /** Stores forms without errors, all or none. Answers their ids. Refuses: not_found (no coordinator, edition over). */
  async run(
    actor: StaffActor,
    forms: readonly NominationForm[],
    flags: readonly NominationFlag[] = [],
  ): Promise<Outcome<string[], 'not_found'>> {
    const named = forms.map((form) => {
      const id = randomUUID()
      return { id, agreed: form.nominee_agreed === 'yes', records: sealNomination(this.directory, id, form, '') }
    })

    return this.database.transaction(async (tx) => {
      for (const { id, agreed, records } of named) {
        const [row] = await tx.query<{ number: string | null }[]>(
          'SELECT app.nomination_add($1, $2, $3, $4, $5) AS number',
          [id, actor.editionId, actor.accountId, agreed, flags],
        )
        if (!row?.number) return refuse('not_found')
        for (const record of records) await this.keyring.store(tx, record, null)
      }
      return done(named.map(({ id }) => id))
    })
  }
}
