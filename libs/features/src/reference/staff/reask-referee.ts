import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockToMove } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { AskRefusal } from './ask-referees.js'
import { knownReferees, namingSchemas } from './known-referees.js'
import { leadsFile } from './led-file.js'
import { type HandOver, isByHand, openLink } from './open-link.js'

export interface FoundContact {
  readonly referenceId: string
  /** A mail address or another way, found by ourselves; only the worker can read it afterwards. */
  readonly channel: string
}

/** A vetting lead asks a referee once more, at a contact that the applicant did not give. */
@Injectable()
export class ReaskReferee {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /**
   * The link of before is dead; the applicant's pages show nothing of it. Answers the link no mail carries. Refuses: not_found,
   * keys_missing, move_not_allowed, held.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    { referenceId, channel }: FoundContact,
  ): Promise<Outcome<HandOver[], AskRefusal>> {
    const mayAsk = await leadsFile(this.database, actor, applicationId)
    const place = mayAsk ? await this.placeOf(applicationId, referenceId) : undefined
    if (!place) return refuse('not_found')
    const line = { verb: 'references.opened', objectId: applicationId, purpose: 'reask' }
    const records = await this.keyring.open(actor.holder, line, { owners: [applicationId], schemas: namingSchemas })
    const known = knownReferees(records)
    const person = known?.people.get(place)
    if (!known || !person) return refuse('keys_missing')
    const [id, referee] = [randomUUID(), { ...person, channel }]

    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await leadsFile(tx, actor, applicationId))) return refuse('not_found')
      const [row] = await tx.query<{ code: AskRefusal | 'ok'; expires_on: string }[]>(
        'SELECT code, expires_on::text FROM app.reference_reask($1, $2, $3, $4)',
        [id, referenceId, isByHand(referee), actor.accountId],
      )
      if (row?.code !== 'ok') return refuse(row?.code ?? 'not_found')
      const order = { applicationId, referenceId: id, place, referee, shown: known.shown, expiresOn: row.expires_on }
      const link = await openLink(tx, this.keyring, this.directory, order)
      return done(link ? [link] : [])
    })
  }

  private async placeOf(applicationId: string, referenceId: string): Promise<number | undefined> {
    const [row] = await this.database.query<{ position: number }>(
      'SELECT position FROM app.reference WHERE id = $1 AND application_id = $2',
      [referenceId, applicationId],
    )
    return row?.position
  }
}
