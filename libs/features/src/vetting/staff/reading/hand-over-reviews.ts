import { Injectable } from '@nestjs/common'
import { lockFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { coReaders } from './share-review.js'

interface Waiting {
  readonly application_id: string
  readonly author_id: string
}

// A home page stays quick: what is left is handed over at the next one.
const atOnce = 25

/**
 * A reader who sends their review gets the words of those who sent before: not from their own session, which opens none of
 * them, but from the next one of the author or of a keeper.
 */
@Injectable()
export class HandOverReviews {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** What waits of one file, from a session that keeps `profile`; from any other, what its own person wrote there. */
  async ofFile(actor: StaffActor, applicationId: string): Promise<void> {
    await this.run(actor, { applicationId, authorId: actor.keeperOf.includes('profile') ? null : actor.accountId })
  }

  /** What waits of all the person wrote. */
  async ofAuthor(actor: StaffActor): Promise<void> {
    await this.run(actor, { applicationId: null, authorId: actor.accountId })
  }

  private async run(
    actor: StaffActor,
    whose: { readonly applicationId: string | null; readonly authorId: string | null },
  ): Promise<void> {
    const waiting = await this.database.query<Waiting>(
      'SELECT application_id, author_id FROM app.reviews_waiting($1, $2, $3)',
      [actor.editionId, whose.applicationId, whose.authorId],
    )
    for (const one of waiting.slice(0, atOnce)) await this.database.transaction((tx) => this.give(tx, actor, one))
  }

  private async give(tx: Tx, actor: StaffActor, { application_id: owner, author_id: author }: Waiting): Promise<void> {
    await lockFile(tx, owner)
    // Asked again behind the lock: kept from others meanwhile, it goes to nobody.
    const waits = await tx.query<unknown[]>('SELECT 1 FROM app.reviews_waiting($1, $2, $3)', [
      actor.editionId,
      owner,
      author,
    ])
    if (waits.length === 0) return
    let shared = 0
    for (const to of await coReaders(tx, owner, author))
      shared += await this.keyring.share(tx, actor.holder, { owner, schemas: ['review.text'], authors: [author], to })
    if (shared === 0) return
    const line = { actorId: actor.accountId, verb: 'review.handed_over', objectId: owner, purpose: author }
    await this.audit.record(tx, line)
  }
}
