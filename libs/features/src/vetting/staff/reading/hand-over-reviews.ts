import { Injectable } from '@nestjs/common'
import { lockFile } from '#features/application/index.orm.js'
import { holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { coReaders } from './share-review.js'

/** The words of one author about one file. */
interface Waiting {
  readonly application_id: string
  readonly author_id: string
  readonly reader_ids: readonly string[]
  readonly opens_to_author: boolean
}

interface Whose {
  readonly applicationId: string | null
  readonly authorId: string | null
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

  private async run(actor: StaffActor, whose: Whose): Promise<void> {
    const waiting = await this.waiting(this.database, actor, whose)
    const opened = waiting.filter((one) => whose.authorId === null || one.opens_to_author)
    for (const one of opened.slice(0, atOnce)) await this.database.transaction((tx) => this.give(tx, actor, one))
  }

  /** Of which somebody has a key that is signed today. */
  private async waiting(
    database: Pick<Database, 'query'>,
    { editionId }: StaffActor,
    { applicationId, authorId }: Whose,
  ): Promise<Waiting[]> {
    const rows = await database.query<Waiting>(
      'SELECT application_id, author_id, reader_ids, opens_to_author FROM app.reviews_waiting($1, $2, $3)',
      [editionId, applicationId, authorId],
    )
    return rows.filter(({ reader_ids: readers }) => readers.some((reader) => this.keyring.mayShareWith(reader)))
  }

  private async give(tx: Tx, actor: StaffActor, { application_id: owner, author_id: author }: Waiting): Promise<void> {
    await holdKeys(tx, this.keyring)
    await lockFile(tx, owner)
    // Asked again behind the lock: kept from others meanwhile, it goes to nobody.
    const waits = await this.waiting(tx, actor, { applicationId: owner, authorId: author })
    if (waits.length === 0) return
    let shared = 0
    for (const to of await coReaders(tx, owner, author)) {
      // Who forgot their password gets theirs with the file, once their new key is signed.
      if (!this.keyring.mayShareWith(to)) continue
      shared += await this.keyring.share(tx, actor.holder, { owner, schemas: ['review.text'], authors: [author], to })
    }
    if (shared === 0) return
    const line = { actorId: actor.accountId, verb: 'review.handed_over', objectId: owner, purpose: author }
    await this.audit.record(tx, line)
  }
}
