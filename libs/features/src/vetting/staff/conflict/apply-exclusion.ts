import { Injectable } from '@nestjs/common'
import { type Outcome, refuse } from '#domain/outcome.js'
import { seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { Pair } from './conflict-facts.js'
import { exclusionOf } from './exclusion.js'
import { PinConflict, type PinRefusal } from './pin-conflict.js'

/** "This file falls under the exclusion": the session that opened the country pins what it found. */
@Injectable()
export class ApplyExclusion {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly pin: PinConflict,
  ) {}

  /** Refuses as a pin does; besides exclusion_not_met, country_sealed. */
  async run(
    actor: StaffActor,
    pair: Pair,
  ): Promise<Outcome<null, PinRefusal | 'exclusion_not_met' | 'country_sealed'>> {
    const file = await seeFile(this.database, actor, pair.applicationId)
    if (!file || !hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('not_found')
    const tools = { database: this.database, keyring: this.keyring }
    const found = await exclusionOf(tools, actor, file.id, pair.accountId)
    if (found === 'sealed') return refuse('country_sealed')
    if (found === 'none') return refuse('exclusion_not_met')

    return this.pin.run(actor, pair, 'administrative', { byExclusion: true })
  }
}
