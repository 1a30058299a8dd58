import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockToMove } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type KnownReferees, knownReferees, namingSchemas } from './known-referees.js'
import { leadsFile } from './led-file.js'
import { type HandOver, isByHand, type LinkFor, openLink } from './open-link.js'

export type AskRefusal = 'not_found' | 'keys_missing' | 'move_not_allowed' | 'held' | 'stale'

interface Request {
  readonly code: AskRefusal | 'ok' | 'noop'
  readonly expires_on: string
}

/** The vetting lead asks the people an applicant named, or asks one of them once more. */
@Injectable()
export class AskReferees {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /**
   * Everybody who was not asked yet; asked twice is asked once. Answers the links no mail carries. Refuses: not_found,
   * keys_missing (this session does not open the file's references), move_not_allowed (not in a state in which referees
   * are asked), held.
   */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<HandOver[], AskRefusal>> {
    const known = await this.known(actor, applicationId)
    if (!known.ok) return known

    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await leadsFile(tx, actor, applicationId))) return refuse('not_found')
      const byHand: HandOver[] = []
      for (const place of known.value.people.keys()) {
        const link = await this.ask(tx, actor, { ...known.value, applicationId, place })
        if (!link.ok) return link
        if (link.value) byHand.push(link.value)
      }
      return done(byHand)
    })
  }

  /**
   * A fresh link to the person on file in place of one whose time is over, or who said no; the old one stays dead.
   * `version` is the one the page showed. Refuses as `run`, and stale.
   */
  async again(
    actor: StaffActor,
    applicationId: string,
    { referenceId, version }: { readonly referenceId: string; readonly version: number },
  ): Promise<Outcome<HandOver[], AskRefusal>> {
    const known = await this.known(actor, applicationId)
    if (!known.ok) return known
    const [row] = await this.database.query<{ position: number }>(
      'SELECT position FROM app.reference WHERE id = $1 AND application_id = $2',
      [referenceId, applicationId],
    )
    const referee = row && known.value.people.get(row.position)
    if (!referee) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await leadsFile(tx, actor, applicationId))) return refuse('not_found')
      const [request] = await tx.query<Request[]>(
        'SELECT code, expires_on::text FROM app.reference_renew($1, $2, $3, $4)',
        [referenceId, isByHand(referee), actor.accountId, version],
      )
      if (request?.code !== 'ok') return refuse(refusalOf(request))
      const { shown } = known.value
      const order = { applicationId, referenceId, place: row.position, referee, shown, expiresOn: request.expires_on }
      return done(await this.link(tx, order))
    })
  }

  private async known(actor: StaffActor, applicationId: string): Promise<Outcome<KnownReferees, AskRefusal>> {
    if (!(await leadsFile(this.database, actor, applicationId))) return refuse('not_found')
    const line = { verb: 'references.opened', objectId: applicationId, purpose: 'ask' }
    const records = await this.keyring.open(actor.holder, line, { owners: [applicationId], schemas: namingSchemas })
    const known = knownReferees(records)

    return known ? done(known) : refuse('keys_missing')
  }

  private async ask(
    tx: Tx,
    actor: StaffActor,
    { people, shown, applicationId, place }: KnownReferees & { readonly applicationId: string; readonly place: number },
  ): Promise<Outcome<HandOver | null, AskRefusal>> {
    const referee = people.get(place)
    if (!referee) return refuse('not_found')
    const referenceId = randomUUID()
    const [request] = await tx.query<Request[]>(
      'SELECT code, expires_on::text FROM app.reference_ask($1, $2, $3, $4, $5)',
      [referenceId, applicationId, place, isByHand(referee), actor.accountId],
    )
    if (request?.code === 'noop') return done(null)
    if (request?.code !== 'ok') return refuse(refusalOf(request))
    const order = { applicationId, referenceId, place, referee, shown, expiresOn: request.expires_on }
    const [link = null] = await this.link(tx, order)

    return done(link)
  }

  private async link(tx: Tx, order: LinkFor): Promise<HandOver[]> {
    const link = await openLink(tx, this.keyring, this.directory, order)
    return link ? [link] : []
  }
}

function refusalOf(request: Request | undefined): AskRefusal {
  const code = request?.code ?? 'not_found'
  return code === 'ok' || code === 'noop' ? 'move_not_allowed' : code
}
