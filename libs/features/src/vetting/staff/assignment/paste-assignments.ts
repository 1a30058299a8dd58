import { Injectable } from '@nestjs/common'
import { defaultSettings } from '#domain/assignment/problem.js'
import { readAssignmentRows, type ReadRows } from '#domain/assignment/rows.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { keyOf, mayPlan, problemOf, type ReadingPool, readingPool } from './reading-pool.js'
import { Reads } from './reads.js'

export type PasteRefusal = 'not_found' | 'rows_unfit' | 'country_excluded' | 'nothing_to_share' | 'key_not_signed'

/** Rows `case number, reader's address` become assignments: all of them or none. */
@Injectable()
export class PasteAssignments {
  constructor(
    private readonly database: Database,
    private readonly reads: Reads,
    private readonly audit: Audit,
  ) {}

  /** The dry run: every error by row number, or how many reads there would be. Writes its audit line alone. Refuses: not_found. */
  async look(actor: StaffActor, text: string): Promise<Outcome<ReadRows, 'not_found'>> {
    if (!mayPlan(actor)) return refuse('not_found')
    await this.audit.commit({ ...lineOf(actor), purpose: 'look' })
    return done(judged(await readingPool(this.database, actor), text))
  }

  /** Gives the files; answers how many reads. Refuses: not_found, rows_unfit (`rows`: the errors), country_excluded, nothing_to_share. */
  async run(actor: StaffActor, text: string): Promise<Outcome<number, PasteRefusal>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const looked = judged(await readingPool(this.database, actor), text)
    if (!looked.ok) return refuse('rows_unfit', { rows: looked })

    const files = [...new Set(looked.pairs.map(({ file }) => file))]
    const barred = new Set((await this.reads.barred(this.database, actor, files)).map(keyOf))

    return this.database.transaction(async (tx) => {
      await this.reads.lock(tx, files)
      const rows = judged(await readingPool(tx, actor), text)
      if (!rows.ok) return refuse('rows_unfit', { rows })
      if (rows.pairs.some((pair) => barred.has(keyOf(pair)))) return refuse('country_excluded')
      const given = rows.pairs.map((pair) => ({ ...pair, drawn: 'manual' as const }))
      const objected = await this.reads.give(tx, actor, given)
      if (objected) return refuse(objected)
      await this.audit.record(tx, { ...lineOf(actor), purpose: String(given.length) })
      return done(given.length)
    })
  }
}

const lineOf = (actor: StaffActor) => ({
  actorId: actor.accountId,
  verb: 'assignment.pasted',
  objectId: actor.editionId,
})

/** A file that is not in the pool is unknown, whatever the reason; so is a colleague who reads nothing. */
function judged(pool: ReadingPool, text: string): ReadRows {
  const readers = pool.readers.filter(({ isReviewer }) => isReviewer)
  const names = readers.flatMap(({ accountId, login, address }) =>
    [login, address].flatMap((name): [string, string][] => (name ? [[name, accountId]] : [])),
  )
  const written = {
    files: new Map(pool.files.map(({ id, caseNumber }) => [caseNumber, id])),
    readers: new Map(names),
  }

  return readAssignmentRows(text, written, problemOf(pool, { ...defaultSettings, seed: 0 }))
}
