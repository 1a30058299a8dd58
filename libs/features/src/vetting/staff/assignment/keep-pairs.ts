import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { mayPlan } from './reading-pool.js'

/** Two readers who must not share a file. */
export interface KeptPair {
  readonly one: { readonly id: string; readonly name: string }
  readonly other: { readonly id: string; readonly name: string }
  /** ISO date. */
  readonly since: string
}

export type PairRefusal = 'not_found' | 'same_reader'

/** Readers of the edition who are kept off one file. */
@Injectable()
export class KeepPairs {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** By names, the two of a pair as well. Refuses: not_found. */
  async list(actor: StaffActor): Promise<Outcome<KeptPair[], 'not_found'>> {
    if (!mayPlan(actor)) return refuse('not_found')
    return done(
      await this.database.query<KeptPair>(
        `SELECT jsonb_build_object('id', a.id, 'name', a.display_name) AS one,
           jsonb_build_object('id', b.id, 'name', b.display_name) AS other, p.noted_on::text AS since
         FROM app.reader_pair p JOIN app.staff_account a ON a.id IN (p.one, p.other) JOIN app.staff_account b ON b.id IN (p.one, p.other)
         WHERE p.edition_id = $1 AND (a.display_name, a.id) < (b.display_name, b.id)
         ORDER BY a.display_name, b.display_name`,
        [actor.editionId],
      ),
    )
  }

  /**
   * From now on no proposal, row or choice by hand gives both a file; where both have one, the next proposal takes it from
   * who got it later, unless their review is in. Twice is once. Refuses: not_found (one of them is no reviewer here), same_reader.
   */
  async add(actor: StaffActor, pair: readonly [string, string]): Promise<Outcome<null, PairRefusal>> {
    if (!mayPlan(actor)) return refuse('not_found')
    if (pair[0] === pair[1]) return refuse('same_reader')

    return this.database.transaction(async (tx) => {
      const [found] = await tx.query<{ both: boolean }[]>(
        `SELECT bool_and(app.holds_role(r, $2, ARRAY['reviewer'])) AS both FROM unnest($1::uuid[]) r`,
        [pair, actor.editionId],
      )
      if (!found?.both) return refuse('not_found')
      await tx.query(
        `INSERT INTO app.reader_pair (edition_id, one, other, author_id) VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4)
         ON CONFLICT DO NOTHING`,
        [actor.editionId, ...pair, actor.accountId],
      )
      await this.audit.record(tx, lineOf(actor, 'reader_pair.kept_apart', pair))
      return done(null)
    })
  }

  /** Refuses: not_found. */
  async remove(actor: StaffActor, pair: readonly [string, string]): Promise<Outcome<null, 'not_found'>> {
    if (!mayPlan(actor)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(
        'DELETE FROM app.reader_pair WHERE edition_id = $1 AND one = least($2::uuid, $3::uuid) AND other = greatest($2::uuid, $3::uuid)',
        [actor.editionId, ...pair],
      )
      if (count === 0) return refuse('not_found')
      await this.audit.record(tx, lineOf(actor, 'reader_pair.let_together', pair))
      return done(null)
    })
  }
}

const lineOf = (actor: StaffActor, verb: string, [objectId, purpose]: readonly [string, string]) => ({
  actorId: actor.accountId,
  verb,
  objectId,
  purpose,
})
