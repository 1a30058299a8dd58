import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { changeConflict, type ConflictKind, withoutPin } from '#domain/vetting/conflict.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { isColleague } from './colleague.js'
import { type Pair, readFacts, writeFact } from './conflict-facts.js'
import { takeEffect } from './take-effect.js'

export type PinRefusal = 'not_found' | 'about_yourself'

/** A coordinator or lead says whether a colleague has a conflict of interest with a file; no declaration undoes it. */
@Injectable()
export class PinConflict {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * Pins a kind, or `none`; the newer pin stands. A conflict takes the file away at once; one a session had detected is on
   * record as that too, and what an excluded country makes as its. Refuses: not_found (file, role, or no colleague of this edition), about_yourself.
   */
  async run(
    actor: StaffActor,
    pair: Pair,
    kind: ConflictKind | 'none',
    { isDetected = false, byExclusion = false }: { readonly isDetected?: boolean; readonly byExclusion?: boolean } = {},
  ): Promise<Outcome<null, PinRefusal>> {
    const refused = await this.refuses(actor, pair)
    if (refused) return refuse(refused)

    return this.database.transaction(async (tx) => {
      if (!(await isColleague(tx, actor.editionId, pair.accountId))) return refuse('not_found')
      await lockFile(tx, pair.applicationId)
      const before = await readFacts(tx, pair)
      const changed = changeConflict(before, { kind, by: 'staff', wantsPin: true, isOver: false })
      if (!changed.ok) return refuse('not_found')
      await writeFact(tx, pair, { origin: 'pinned', kind, authorId: actor.accountId, byExclusion })
      const detected = isDetected && kind !== 'none' ? kind : before.detected
      if (detected !== before.detected)
        await writeFact(tx, pair, { origin: 'detected', kind, authorId: actor.accountId })
      await takeEffect(tx, this.keys(), pair, { before, after: { ...changed.value, detected } })
      await this.record(tx, actor, pair, { verb: 'conflict.pinned', kind })
      return done(null)
    })
  }

  /**
   * Takes the pin back: what was declared counts again, at once; one that an excluded country made is compared again while the
   * colleague is excluded from any. Without a pin nothing is written. Refuses as `run`.
   */
  async clear(actor: StaffActor, pair: Pair): Promise<Outcome<null, PinRefusal>> {
    const refused = await this.refuses(actor, pair)
    if (refused) return refuse(refused)

    return this.database.transaction(async (tx) => {
      await lockFile(tx, pair.applicationId)
      const before = await readFacts(tx, pair)
      if (before.pinned === null) return done(null)
      await tx.query('SELECT app.conflict_unpin($1, $2)', [pair.applicationId, pair.accountId])
      await takeEffect(tx, this.keys(), pair, { before, after: withoutPin(before) })
      await this.record(tx, actor, pair, { verb: 'conflict.unpinned', kind: before.pinned })
      return done(null)
    })
  }

  private keys() {
    return { keyring: this.keyring, directory: this.directory }
  }

  private async refuses(actor: StaffActor, pair: Pair): Promise<PinRefusal | null> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return 'not_found'
    if (!(await seeFile(this.database, actor, pair.applicationId))) return 'not_found'
    return pair.accountId === actor.accountId ? 'about_yourself' : null
  }

  private async record(tx: Tx, actor: StaffActor, pair: Pair, { verb, kind }: { verb: string; kind: string }) {
    const purpose = `${kind} ${pair.accountId}`
    await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: pair.applicationId, purpose })
  }
}
