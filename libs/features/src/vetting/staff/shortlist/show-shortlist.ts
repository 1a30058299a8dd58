import { Injectable } from '@nestjs/common'
import type { ReadPair } from '#domain/assignment/problem.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type Shared, shareList } from '#domain/selection/counts/small-cells.js'
import { seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { keyOf } from '../assignment/reading-pool.js'
import { Reads } from '../assignment/reads.js'
import { excludedPairs } from '../conflict/exclusion.js'
import { GuessPairs } from '../conflict/guess-pairs.js'
import { haveExclusionsChanged, type KnownExclusions, knownExclusions } from '../conflict/known-exclusions.js'
import { boardMembers, filesOf, type Member, pairsStanding, shortlist } from './shortlist-rows.js'

/** What would be shown to the board, and to whom; ids and figures only. */
export interface ShortlistRun {
  readonly files: number
  /** Members of the board by name, with how many files each would be given now. */
  readonly members: readonly (Pick<Member, 'name' | 'keepsBalance'> & {
    readonly isSigned: boolean
    readonly toShow: number
    readonly shown: number
  })[]
  /** Files and members that may be a conflict, left out until somebody says so or not; 0, or null for fewer than five. */
  readonly asked: Shared
  /** The actor keeps what the board is to read. */
  readonly mayOpen: boolean
}

export type ShortlistRefusal = 'not_found' | 'nothing_to_share' | 'stale'

/** Files given in one transaction: what one page waits for. */
const lot = 200

/**
 * The whole shortlist becomes readable to every member of the board in one act: the profile, which is all SECURITY §2 gives
 * them of a person. Who has a conflict, or may have one, or may not read a country in the file, is left out and not named.
 */
@Injectable()
export class ShowShortlist {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly reads: Reads,
    private readonly guesses: GuessPairs,
    private readonly audit: Audit,
  ) {}

  /** What it would do now. Writes the line of what it compares alone. Refuses: not_found (only a coordinator or lead assigns). */
  async dryRun(actor: StaffActor): Promise<Outcome<ShortlistRun, 'not_found'>> {
    if (!mayShow(actor)) return refuse('not_found')
    const files = await shortlist(this.database, actor)
    const members = await boardMembers(this.database, actor)
    const { missing, asked } = await this.missing(actor, files, members)
    const standing = await pairsStanding(this.database, files)
    const countOf = (pairs: readonly { readonly reader: string }[], { accountId }: Member) =>
      pairs.filter(({ reader }) => reader === accountId).length

    return done({
      files: files.length,
      members: members.map((member) => ({
        name: member.name,
        keepsBalance: member.keepsBalance,
        isSigned: this.keyring.mayShareWith(member.accountId),
        toShow: countOf(missing, member),
        shown: countOf(standing.assigned, member),
      })),
      asked: asked === 0 ? 0 : shareList([asked]).total,
      mayOpen: actor.keeperOf.includes('profile'),
    })
  }

  /**
   * Gives what is missing, two hundred files in a transaction, so that what was given stays given. Answers how many files
   * were shown to how many people, as pairs. Refuses: not_found, nothing_to_share (the actor keeps no profiles),
   * stale (a member was excluded from another country meanwhile).
   */
  async run(actor: StaffActor): Promise<Outcome<number, ShortlistRefusal>> {
    if (!mayShow(actor)) return refuse('not_found')
    if (!actor.keeperOf.includes('profile')) return refuse('nothing_to_share')
    const files = await shortlist(this.database, actor)
    const members = await boardMembers(this.database, actor)
    const exclusions = await knownExclusions(
      this.database,
      members.map(({ accountId }) => accountId),
    )
    const { missing } = await this.missing(actor, files, members)
    let given = 0
    for (let from = 0; from < files.length; from += lot) {
      const some = new Set(files.slice(from, from + lot))
      const pairs = missing.filter(({ file }) => some.has(file))
      const outcome = await this.database.transaction((tx) => this.give(tx, actor, pairs, exclusions))
      if (!outcome.ok) return outcome
      given += outcome.value
    }

    return done(given)
  }

  /** Judged again behind the files' locks: a file may have been restricted, or a conflict found, since. */
  private async give(
    tx: Tx,
    actor: StaffActor,
    pairs: readonly ReadPair[],
    exclusions: KnownExclusions,
  ): Promise<Outcome<number, ShortlistRefusal>> {
    const files = [...new Set(pairs.map(({ file }) => file))]
    if (files.length === 0) return done(0)
    await this.reads.lock(tx, files)
    if (await haveExclusionsChanged(tx, exclusions)) return refuse('stale')
    const seen = new Set(await shortlist(tx, actor))
    const { assigned, conflicting } = await pairsStanding(tx, files)
    const out = new Set([...assigned, ...conflicting].map(keyOf))
    const members = new Set((await boardMembers(tx, actor)).map(({ accountId }) => accountId))
    const left = pairs.filter((pair) => seen.has(pair.file) && members.has(pair.reader) && !out.has(keyOf(pair)))
    const reads = left.map((pair) => ({ ...pair, drawn: 'manual' as const }))
    if (await this.reads.give(tx, actor, reads, 'board')) return refuse('nothing_to_share')
    const line = { actorId: actor.accountId, verb: 'shortlist.shown', objectId: actor.editionId }
    await this.audit.record(tx, { ...line, purpose: String(reads.length) })

    return done(reads.length)
  }

  /** What is to be given, and how many pairs are not, because somebody has to say first whether they are a conflict. */
  private async missing(
    actor: StaffActor,
    files: readonly string[],
    members: readonly Member[],
  ): Promise<{ readonly missing: ReadPair[]; readonly asked: number }> {
    const { assigned, conflicting } = await pairsStanding(this.database, files)
    const barred = await excludedPairs({ database: this.database, keyring: this.keyring }, actor, files, ['board'])
    const out = new Set([...assigned, ...conflicting, ...barred].map(keyOf))
    const able = members.filter(({ accountId }) => this.keyring.mayShareWith(accountId))

    const free = filesOf(files, able).filter((pair) => !out.has(keyOf(pair)))
    const open = [...new Set(free.map(({ file }) => file))]
    const seen = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [open] })
    const asked = new Set((await this.guesses.run(actor, seen, free)).map(keyOf))

    return { missing: free.filter((pair) => !asked.has(keyOf(pair))), asked: asked.size }
  }
}

const mayShow = (actor: StaffActor): boolean => hasRole(actor, 'coordinator', 'vetting_lead')
