import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/** Where a file stands among those its wave puts on the waitlist so far, in the order of putting forward (decision 0010). */
export interface LinePlace extends Pick<SeenFile, 'id' | 'caseNumber'> {
  /** From 1. */
  readonly place: number
  readonly of: number
}

/**
 * By file, of all waves; numbered among what this colleague may know: no restricted file and none a conflict hides is in a figure. Of
 * equal sets of decisions the order is the same, since nobody changes the number of a decision.
 */
export async function linePlaces(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
): Promise<ReadonlyMap<string, LinePlace>> {
  const rows = await database.query<{ id: string }>(
    `SELECT d.application_id AS id FROM app.decision d JOIN app.application a ON a.id = d.application_id
     WHERE a.edition_id = $1 AND d.move = 'release_waitlist' AND d.state IN ('pending', 'second_ok') ORDER BY d.nth`,
    [actor.editionId],
  )
  const values = [rows.map(({ id }) => id)]
  const seen = await seenFiles(database, actor, { where: 'a.id = ANY ($3)', values })
  const known = new Map(
    seen.filter((file) => file.seen.decisions && !file.facts.isRestricted).map((file) => [file.id, file]),
  )
  const lines = new Map<string, SeenFile[]>()
  for (const { id } of rows) {
    const file = known.get(id)
    if (file) lines.set(file.wave, [...(lines.get(file.wave) ?? []), file])
  }

  return new Map(
    [...lines.values()].flatMap((line) =>
      line.map(({ id, caseNumber }, nth) => [id, { id, caseNumber, place: nth + 1, of: line.length }] as const),
    ),
  )
}
