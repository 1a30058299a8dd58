import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { haveExclusionsChanged, type KnownExclusions, knownExclusions } from '../conflict/known-exclusions.js'
import { CompareProposal } from './compare-proposal.js'
import {
  lockedProposal,
  type ProposalRow,
  proposalRow,
  type ProposedPair,
  proposedPairs,
  settleProposal,
} from './proposal-rows.js'
import { breaksRule, isSame } from './proposal-rules.js'
import { asKnown, keyOf, mayPlan, type ReadingPool, readingPool } from './reading-pool.js'
import { Reads } from './reads.js'

export type DeployRefusal =
  | 'not_found'
  | 'stale'
  | 'conflict'
  | 'country_excluded'
  | 'questions_open'
  | 'nothing_to_share'
  | 'key_not_signed'

/** A proposal becomes who reads what, whole or not at all. */
@Injectable()
export class DeployAssignment {
  constructor(
    private readonly database: Database,
    private readonly reads: Reads,
    private readonly compare: CompareProposal,
    private readonly audit: Audit,
  ) {}

  /**
   * Deployed twice is deployed once. Judges everything again under lock, and leaves out reads of the actor's own that no other
   * session has compared. Refuses: not_found, stale (dropped, or files,
   * readers, assignments or exclusions are not what they were), conflict (said since), country_excluded (excluded since), questions_open
   * (a possible conflict nobody has answered, this session's own among them), nothing_to_share (a file whose `profile`
   * the actor cannot open), key_not_signed.
   */
  async run(actor: StaffActor, id: string): Promise<Outcome<null, DeployRefusal>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const { barred, exclusions } = await this.barred(actor, id)
    // Whoever deploys asks once more: their keys may open more than those of who proposed, and colleagues say more over time.
    await this.compare.run(actor, id)

    return this.database.transaction(async (tx) => {
      const state = await lockedProposal(tx, actor, id)
      const proposal = state && (await proposalRow(tx, actor, id))
      if (!proposal) return refuse('not_found')
      if (state === 'deployed') return done(null)
      if (state !== 'proposed') return refuse('stale')
      const pairs = await proposedPairs(tx, actor, id)
      const pool = await this.locked(tx, actor, pairs)
      if (await haveExclusionsChanged(tx, exclusions)) return refuse('stale')
      const objection = objectionTo(pool, proposal, pairs, barred)
      if (objection) return refuse(objection)
      if (pairs.some(({ act, asked }) => act === 'add' && asked !== null)) return refuse('questions_open')
      if (pairs.some((pair) => pair.act === 'add' && barred.has(keyOf(pair)))) return refuse('country_excluded')
      const [conflicts, taken] = [new Set(pool.conflicts.map(keyOf)), pairs.filter(({ act }) => act === 'remove')]
      const struck = taken.filter((pair) => conflicts.has(keyOf(pair)) || barred.has(keyOf(pair)))
      await this.reads.take(tx, actor, taken, struck)
      const added = pairs.flatMap(({ file, reader, act, drawn }) =>
        act === 'add' && drawn ? [{ file, reader, drawn }] : [],
      )
      const objected = await this.reads.give(tx, actor, added)
      if (objected) return refuse(objected)
      await settleProposal(tx, actor, { id, state: 'deployed' })
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'assignment.deployed', objectId: id })
      return done(null)
    })
  }

  private async barred(
    actor: StaffActor,
    id: string,
  ): Promise<{ readonly barred: Set<string>; readonly exclusions: KnownExclusions }> {
    const known = await proposalRow(this.database, actor, id)
    const pairs = known ? await proposedPairs(this.database, actor, id) : []
    const files = pairs.filter(({ act }) => act !== 'keep').map(({ file }) => file)
    const exclusions = await knownExclusions(
      this.database,
      pairs.map(({ reader }) => reader),
    )
    const barred = await this.reads.barred(this.database, actor, [...new Set(files)])
    return { barred: new Set(barred.map(keyOf)), exclusions }
  }

  private async locked(tx: Tx, actor: StaffActor, pairs: readonly ProposedPair[]): Promise<ReadingPool> {
    const files = filesOf(pairs)
    await this.reads.lock(tx, files)
    return asKnown(await readingPool(tx, actor, files), 'done')
  }
}

const filesOf = (pairs: readonly ProposedPair[]): string[] => [...new Set(pairs.map(({ file }) => file))]

function objectionTo(
  pool: ReadingPool,
  proposal: ProposalRow,
  pairs: readonly ProposedPair[],
  barred: ReadonlySet<string>,
): 'stale' | 'conflict' | null {
  const stays = new Set(pairs.filter(({ act }) => act === 'add' || act === 'keep').map(keyOf))
  if (pool.conflicts.some((pair) => stays.has(keyOf(pair)))) return 'conflict'
  const isChanged =
    pool.files.length !== filesOf(pairs).length || !isSame(pool, pairs) || breaksRule(pool, proposal, pairs, barred)

  return isChanged ? 'stale' : null
}
