import { Injectable } from '@nestjs/common'
import type { SupportChoice, SupportLine } from '#domain/decision/support.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { nothingKnown, openLineFacts, supportBy } from './line-facts.js'
import { lineEdition } from './line-rows.js'

/** What somebody who waits asked us to pay for, to be granted with an invitation. */
@Injectable()
export class AskedSupport {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Refuses: not_found (only a coordinator), support_sealed (this session does not open it). Logged before anything is opened. */
  async run(
    actor: StaffActor,
    applicationId: string,
    choice: SupportChoice,
  ): Promise<Outcome<readonly SupportLine[], 'not_found' | 'support_sealed'>> {
    const edition = await lineEdition(this.database, actor)
    const file = await seeFile(this.database, actor, applicationId)
    if (!edition || !file || !hasRole(actor, 'coordinator')) return refuse('not_found')
    if (choice === 'none') return done([])
    const { today, arrivalOn, rules } = edition
    const query = { ids: [file.id], today, arrivalOn, rules: rules.rules }
    const facts = await openLineFacts({ database: this.database, keyring: this.keyring }, actor, query)
    const lines = supportBy(facts.get(file.id) ?? nothingKnown, choice)

    return lines ? done(lines) : refuse('support_sealed')
  }
}
