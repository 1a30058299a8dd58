import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { GuessPairs } from '../conflict/guess-pairs.js'
import { lockedProposal, proposalRow, proposedPairs } from './proposal-rows.js'
import { mayPlan } from './reading-pool.js'

/** Asks of the reads a proposal would add which of them may be a conflict of interest. */
@Injectable()
export class CompareProposal {
  constructor(
    private readonly database: Database,
    private readonly guesses: GuessPairs,
    private readonly audit: Audit,
  ) {}

  /**
   * Compares what this session opens, and keeps with the proposal which reads are in question and the kind each would be;
   * what another session found stays. Refuses: not_found, stale (it waits for nobody's word).
   */
  async run(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found' | 'stale'>> {
    const known = mayPlan(actor) ? await proposalRow(this.database, actor, id) : null
    if (!known) return refuse('not_found')
    if (known.state !== 'proposed') return refuse('stale')
    const added = (await proposedPairs(this.database, actor, id)).filter(({ act }) => act === 'add')
    const files = await seenFiles(this.database, actor, {
      where: 'a.id = ANY ($3)',
      values: [[...new Set(added.map(({ file }) => file))]],
    })
    const asked = await this.guesses.run(actor, files, added)

    return this.database.transaction(async (tx) => {
      if ((await lockedProposal(tx, actor, id)) !== 'proposed') return refuse('stale')
      await tx.query(
        `UPDATE app.proposed_pair p SET asked = q.kind FROM unnest($2::uuid[], $3::uuid[], $4::text[]) q (file, reader, kind)
         WHERE p.proposal_id = $1 AND p.application_id = q.file AND p.account_id = q.reader`,
        [id, asked.map(({ file }) => file), asked.map(({ reader }) => reader), asked.map(({ kind }) => kind)],
      )
      await tx.query(
        `UPDATE app.proposed_pair SET is_compared = true
         WHERE proposal_id = $1 AND account_id <> $2 AND application_id = ANY ($3) AND NOT is_compared`,
        [id, actor.accountId, files.map((file) => file.id)],
      )
      await tx.query(
        `UPDATE app.assignment_proposal SET compared = ARRAY(SELECT DISTINCT c FROM unnest(compared || $2::text[]) c ORDER BY c)
         WHERE id = $1`,
        [id, actor.keeperOf.filter((name) => comparable.has(name))],
      )
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'assignment.compared', objectId: id })
      return done(null)
    })
  }
}

/** What ties are read from. */
const comparable: ReadonlySet<string> = new Set(['contact', 'profile', 'references'])
