import { randomUUID } from 'node:crypto'
import { drawBeside } from '#domain/decision/sample.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'

interface Drawn {
  readonly seed: string
  readonly sample: readonly string[]
}

/**
 * What the second person reads of a set. The same set has the same seed, and a file that was drawn once, for a kind of act
 * nobody agreed to since, is drawn again with every set it is in: so asking again gets rid of nothing.
 */
export async function drawFor(
  tx: Tx,
  { editionId }: StaffActor,
  { kind, set, digest }: { readonly kind: string; readonly set: readonly string[]; readonly digest: Buffer },
): Promise<Drawn> {
  const [before] = await tx.query<{ seed: string | null; drawn: string[] }[]>(
    `SELECT (SELECT p.seed FROM app.approval p WHERE p.kind = $1 AND p.edition_id = $2 AND p.set_digest = $3 ORDER BY p.number LIMIT 1) AS seed,
       ARRAY(SELECT DISTINCT f FROM app.approval p, unnest(p.sample) f
         WHERE p.kind = $1 AND p.edition_id = $2 AND p.state IN ('ended', 'refused') AND f = ANY ($4)) AS drawn`,
    [kind, editionId, digest, set],
  )
  const seed = before?.seed ?? randomUUID()

  return { seed, sample: drawBeside(set, seed, before?.drawn ?? []) }
}

/** Of these files those this person has opened since the act was asked for. */
export async function openedSince(
  database: Pick<Database, 'query'>,
  { accountId }: StaffActor,
  { objectId, files }: { readonly objectId: string; readonly files: readonly string[] },
): Promise<string[]> {
  if (files.length === 0) return []
  const rows = await database.query<{ id: string }>(
    `SELECT DISTINCT e.object_id AS id FROM audit.entry e WHERE e.actor_id = $1 AND e.verb = 'application.opened' AND e.object_id = ANY ($2::text[])
       AND e.seq > (SELECT max(a.seq) FROM audit.entry a WHERE a.object_id = $3 AND a.verb = 'approval.asked')`,
    [accountId, files, objectId],
  )
  return rows.map(({ id }) => id)
}
