import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'
import type { Offer, Waiter } from './line-offers.js'

/** What the line is made of, as two digests: the days kept, which whoever plans writes too, and all else. */
export interface LineStamp {
  readonly facts: string
  readonly days: string
}

/** The line as it stands, for a plan to be made of. */
export async function lineStamp(
  queries: Pick<Database, 'query'>,
  { editionId }: StaffActor,
): Promise<LineStamp | undefined> {
  const [row] = await queries.query<LineStamp>('SELECT facts, days FROM app.line_stamp($1, false)', [editionId])
  return row
}

export interface LinePlan {
  /** Taken before the line was read: what changed since makes the plan an old one. */
  readonly stamp: LineStamp
  readonly ahead: readonly Offer[]
  readonly waiting: readonly Waiter[]
}

/**
 * Whom the system invites next, in place of what was planned before: ids and codes, and not the quota cell, which is sealed with
 * an invitation by a person alone. Takes the lock of the edition, after those of the files.
 */
export async function writeLinePlan(tx: Tx, actor: StaffActor, { stamp, ahead, waiting }: LinePlan): Promise<void> {
  const versions = new Map(waiting.map(({ file }) => [file.id, file.version]))
  const steps = ahead.flatMap(({ place, line: { next, passedOver } }) =>
    next
      ? [
          {
            applicationId: next.id,
            version: versions.get(next.id),
            placeId: place?.id ?? null,
            why: next.why,
            passedOver,
          },
        ]
      : [],
  )
  await tx.query('SELECT app.line_plan_write($1, $2, $3, $4, $5)', [
    actor.editionId,
    actor.accountId,
    stamp.facts,
    stamp.days,
    JSON.stringify(steps),
  ])
}
