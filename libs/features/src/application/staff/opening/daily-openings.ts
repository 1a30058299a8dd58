import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'

/** Different files a day, before a second person is asked for as many again (re-opening is free). */
const dailyLimit = { reviewer: 40, other: 150 }

/** What the line of an opening is counted by: of so many different files a day one person opens alone. */
export const mostToday = (actor: StaffActor): number =>
  hasRole(actor, 'coordinator', 'vetting_lead', 'board') ? dailyLimit.other : dailyLimit.reviewer

/** True for who has opened as many different files today as they may. */
export async function hasOpenedAll(database: Database, actor: StaffActor): Promise<boolean> {
  const [row] = await database.query<{ left: boolean }>(`SELECT app.opening_left($1, '', $2) AS left`, [
    actor.accountId,
    mostToday(actor),
  ])
  return row?.left === false
}

/** What a counted opening opened; openings_used_up where it was one too many, and nothing was. */
export async function untilUsedUp<T>(opening: Promise<T>): Promise<Outcome<T, 'openings_used_up'>> {
  try {
    return done(await opening)
  } catch (error) {
    if (error instanceof Fault && error.code === 'openings_used_up') return refuse('openings_used_up')
    throw error
  }
}
