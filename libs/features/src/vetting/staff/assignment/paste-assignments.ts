import { Injectable } from '@nestjs/common'
import { defaultSettings } from '#domain/assignment/problem.js'
import { readAssignmentRows, type ReadRows, writtenPairs, type WrittenNames } from '#domain/assignment/rows.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { GuessPairs } from '../conflict/guess-pairs.js'
import { haveExclusionsChanged, knownExclusions } from '../conflict/known-exclusions.js'
import { type Objections, pairObjections } from './pair-objections.js'
import { asKnown, keyOf, mayPlan, problemOf, type ReadingPool, readingPool } from './reading-pool.js'
import { Reads } from './reads.js'

export type PasteRefusal = 'not_found' | 'rows_unfit' | 'nothing_to_share' | 'key_not_signed' | 'stale'

/** Rows `case number, reader's address` become assignments: all of them or none. */
@Injectable()
export class PasteAssignments {
  constructor(
    private readonly database: Database,
    private readonly reads: Reads,
    private readonly guesses: GuessPairs,
    private readonly audit: Audit,
  ) {}

  /** The dry run: every error by row number, or how many reads there would be. Writes its audit lines alone. Refuses: not_found. */
  async look(actor: StaffActor, text: string): Promise<Outcome<ReadRows, 'not_found'>> {
    if (!mayPlan(actor)) return refuse('not_found')
    await this.audit.commit({ ...lineOf(actor), purpose: 'look' })
    const pool = await readingPool(this.database, actor)
    return done(judged(pool, text, await this.objections(actor, pool, text)))
  }

  /**
   * Gives the files; answers how many reads. Refuses: not_found, rows_unfit (`rows`: the errors, those the dry run has
   * too), nothing_to_share, key_not_signed (struck since), stale (a reader was excluded from another country meanwhile).
   */
  async run(actor: StaffActor, text: string): Promise<Outcome<number, PasteRefusal>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const pool = await readingPool(this.database, actor)
    const named = pool.readers.map(({ accountId }) => accountId)
    const exclusions = await knownExclusions(this.database, named)
    const objections = await this.objections(actor, pool, text)
    const looked = judged(pool, text, objections)
    if (!looked.ok) return refuse('rows_unfit', { rows: looked })

    const files = [...new Set(looked.pairs.map(({ file }) => file))]
    return this.database.transaction(async (tx) => {
      await this.reads.lock(tx, files)
      if (await haveExclusionsChanged(tx, exclusions)) return refuse('stale')
      const rows = judged(await readingPool(tx, actor), text, objections)
      if (!rows.ok) return refuse('rows_unfit', { rows })
      const given = rows.pairs.map((pair) => ({ ...pair, drawn: 'manual' as const }))
      const objected = await this.reads.give(tx, actor, given)
      if (objected) return refuse(objected)
      await this.audit.record(tx, { ...lineOf(actor), purpose: String(given.length) })
      return done(given.length)
    })
  }

  /** Asked before a transaction. */
  private objections(actor: StaffActor, pool: ReadingPool, text: string): Promise<Objections> {
    const pairs = writtenPairs(text, namesIn(pool))
    const tools = { database: this.database, reads: this.reads, guesses: this.guesses }
    return pairObjections(tools, actor, pool, pairs)
  }
}

const lineOf = (actor: StaffActor) => ({
  actorId: actor.accountId,
  verb: 'assignment.pasted',
  objectId: actor.editionId,
})

/** A file that is not in the pool is unknown, whatever the reason; so is a colleague who reads nothing. */
function namesIn(pool: ReadingPool): WrittenNames {
  const readers = pool.readers.filter(({ isReviewer }) => isReviewer)
  const names = readers.flatMap(({ accountId, login, address }) =>
    [login, address].flatMap((name): [string, string][] => (name ? [[name, accountId]] : [])),
  )

  return { files: new Map(pool.files.map(({ id, caseNumber }) => [caseNumber, id])), readers: new Map(names) }
}

const judged = (pool: ReadingPool, text: string, objections: Objections): ReadRows =>
  readAssignmentRows(
    text,
    namesIn(pool),
    problemOf(asKnown(pool, 'done'), { ...defaultSettings, seed: 0 }),
    (pair) => objections.get(keyOf(pair)) ?? null,
  )
