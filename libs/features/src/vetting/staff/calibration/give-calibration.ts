import { Injectable } from '@nestjs/common'
import { fittingPairs } from '#domain/assignment/fitting-pairs.js'
import { defaultSettings, type ReadPair } from '#domain/assignment/problem.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { pairObjections } from '../assignment/pair-objections.js'
import { asKnown, keyOf, mayPlan, problemOf, type ReadingPool, readingPool } from '../assignment/reading-pool.js'
import { Reads } from '../assignment/reads.js'
import { GuessPairs } from '../conflict/guess-pairs.js'
import { haveExclusionsChanged, knownExclusions } from '../conflict/known-exclusions.js'
import { calibrationLimit, markedFiles } from './marked-files.js'

export type GiveRefusal = 'not_found' | 'calibration_off' | 'nothing_to_share' | 'key_not_signed' | 'stale'

/** Every calibration file to every reader who may read it. */
@Injectable()
export class GiveCalibration {
  constructor(
    private readonly database: Database,
    private readonly reads: Reads,
    private readonly guesses: GuessPairs,
    private readonly audit: Audit,
  ) {}

  /**
   * Answers how many reads; given twice is given once. Left out is who breaks a rule that holds for pasted rows, has no signed
   * key, or may have a conflict nobody has answered. Refuses: not_found (no vetting lead who keeps `profile`),
   * calibration_off, nothing_to_share, key_not_signed (struck since), stale (a reader was excluded from another country meanwhile).
   */
  async run(actor: StaffActor): Promise<Outcome<number, GiveRefusal>> {
    if (!hasRole(actor, 'vetting_lead') || !mayPlan(actor)) return refuse('not_found')
    if ((await calibrationLimit(this.database, actor)) === 0) return refuse('calibration_off')
    const files = (await markedFiles(this.database, actor)).map(({ id }) => id)
    const pool = await readingPool(this.database, actor, files)
    const asked = fitting(pool)
    const exclusions = await knownExclusions(
      this.database,
      asked.map(({ reader }) => reader),
    )
    const objections = await pairObjections(
      { database: this.database, reads: this.reads, guesses: this.guesses },
      actor,
      pool,
      asked,
    )
    const answered = new Set(asked.map(keyOf).filter((key) => !objections.has(key)))

    return this.database.transaction(async (tx) => {
      await this.reads.lock(tx, files)
      if (await haveExclusionsChanged(tx, exclusions)) return refuse('stale')
      const now = (await markedFiles(tx, actor)).map(({ id }) => id)
      const pairs = fitting(await readingPool(tx, actor, now), (pair) => answered.has(keyOf(pair)))
      const given = pairs.map((pair) => ({ ...pair, drawn: 'calibration' as const }))
      const objected = await this.reads.give(tx, actor, given)
      if (objected) return refuse(objected)
      const line = { actorId: actor.accountId, verb: 'calibration.given', objectId: actor.editionId }
      await this.audit.record(tx, { ...line, purpose: String(given.length) })
      return done(given.length)
    })
  }
}

/** Reads that break no rule, file by file; of two readers kept apart the first by name. */
function fitting(pool: ReadingPool, isAllowed: (pair: ReadPair) => boolean = () => true): ReadPair[] {
  const readers = pool.readers.filter(({ isReviewer }) => isReviewer)
  const pairs = pool.files.flatMap(({ id }) => readers.map(({ accountId }) => ({ file: id, reader: accountId })))

  return fittingPairs(problemOf(asKnown(pool, 'done'), { ...defaultSettings, seed: 0 }), pairs.filter(isAllowed))
}
