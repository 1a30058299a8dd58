import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { changeConflict, type ConflictFacts, type ConflictKind, conflictOf } from '#domain/vetting/conflict.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type Pair, readFacts, writeFact } from './conflict/conflict-facts.js'
import { takeEffect } from './conflict/take-effect.js'

/** A reader says, before the first opening or at any time after it, whether there is a conflict of interest. */
@Injectable()
export class AnswerConflict {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * `none` opens the way to the file. Any kind takes it away at once: wraps deleted, gone from lists and counts, the
   * reader's scores out of every mean; `administrative` is not theirs to say and counts as another kind. Under staff's pin
   * the answer changes nothing, and the file stays `open`. Refuses: not_found.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    kind: ConflictKind | 'none',
  ): Promise<Outcome<'open' | 'kept_away', 'not_found'>> {
    if (!(await seeFile(this.database, actor, applicationId))) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const pair = { applicationId, accountId: actor.accountId }
      await lockFile(tx, applicationId)
      const before = await readFacts(tx, pair)
      // Nobody takes a declaration of their own back: the file is gone from them with it.
      const changed = changeConflict(before, { kind, by: 'person', wantsPin: false, isOver: before.pinned === null })
      if (!changed.ok) return refuse('not_found')
      await this.keep(tx, pair, { before, after: changed.value })
      const verb = kind === 'none' ? 'conflict.denied' : 'conflict.declared'
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: applicationId, purpose: kind })
      return done(conflictOf(changed.value) === null ? 'open' : 'kept_away')
    })
  }

  private async keep(tx: Tx, pair: Pair, change: { before: ConflictFacts; after: ConflictFacts }): Promise<void> {
    const { applicationId, accountId } = pair
    await tx.query(
      'UPDATE app.assignment SET asked_conflict = true WHERE application_id = $1 AND account_id = $2 AND ended_on IS NULL',
      [applicationId, accountId],
    )
    const { declared } = change.after
    if (declared && declared !== change.before.declared) {
      await writeFact(tx, pair, { origin: 'declared', kind: declared, authorId: accountId })
    }
    await takeEffect(tx, { keyring: this.keyring, directory: this.directory }, pair, change)
  }
}
