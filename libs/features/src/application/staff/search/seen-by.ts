import type { Role } from '#domain/lifecycle.js'
import { type FileFacts, type Seen, visible } from '#domain/vetting/visibility.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { type HoldKind, sealedAfter, wavesClosed, wavesCollecting } from '../see-file.js'
import type { PlainFile } from './edition-index.js'

export interface SeenPlain extends PlainFile {
  readonly seen: Seen
  readonly isHeld: boolean
  readonly holds: readonly HoldKind[]
  readonly isRestricted: boolean
  /** Assigned to the viewer now, in whatever role. */
  readonly isMine: boolean
}

interface Standing {
  collecting: string[]
  closed: string[]
  sealed_after: string
  conflicts: string[]
  restricted: string[]
  held: { id: string; holds: HoldKind[] }[]
  assigned: { id: string; roles: Role[] }[]
  reviews: { id: string; state: FileFacts['ownReview'] }[]
  opinions: { id: string; opinion: FileFacts['opinion'] }[]
}

/** SQL: what the rights of the viewer $1 in the edition $2 rest on, as JSON; the same text as long as it is the same. */
export const standingText = `(SELECT to_json(x) FROM (SELECT
  ${wavesCollecting} AS collecting, ${wavesClosed} AS closed, ${sealedAfter}::text AS sealed_after,
  ARRAY(SELECT c.application_id FROM app.conflict c WHERE c.account_id = $1
    UNION ALL SELECT u.application_id FROM app.uncompared u WHERE u.account_id = $1 AND u.edition_id = $2 AND u.keeps_profile) AS conflicts,
  ARRAY(SELECT f.application_id FROM app.flag f WHERE f.kind = 'restricted' AND f.lifted_on IS NULL) AS restricted,
  coalesce((SELECT jsonb_agg(h) FROM (SELECT f.application_id AS id, jsonb_agg(DISTINCT f.kind) AS holds FROM app.flag f
    WHERE f.kind IN ('on_hold', 'paused', 'duress') AND f.lifted_on IS NULL GROUP BY f.application_id) h), '[]') AS held,
  coalesce((SELECT jsonb_agg(x) FROM (SELECT s.application_id AS id, jsonb_agg(s.role ORDER BY s.role) AS roles FROM app.assignment s
    WHERE s.account_id = $1 AND s.ended_on IS NULL GROUP BY s.application_id) x), '[]') AS assigned,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.application_id, 'state', r.state)) FROM app.review r WHERE r.account_id = $1), '[]') AS reviews,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.application_id, 'opinion', o.opinion)) FROM app.opinion_asked o WHERE o.account_id = $1), '[]') AS opinions) x)::text`

const none: readonly HoldKind[] = []

/** The files that exist for this viewer, each judged by the visibility function. */
export function seenBy(actor: StaffActor, standing: string, files: readonly PlainFile[]): SeenPlain[] {
  const row = JSON.parse(standing) as Standing
  const [conflicts, restricted] = [new Set(row.conflicts), new Set(row.restricted)]
  const [collecting, closed] = [new Set(row.collecting), new Set(row.closed)]
  const isLate = ({ submittedWeek }: PlainFile): boolean => submittedWeek !== null && submittedWeek > row.sealed_after
  const held = new Map(row.held.map(({ id, holds }) => [id, holds]))
  const roles = new Map(row.assigned.map((one) => [one.id, one.roles]))
  const reviews = new Map(row.reviews.map((one) => [one.id, one.state]))
  const opinions = new Map(row.opinions.map((one) => [one.id, one.opinion]))
  const judged = new Map<string, Seen>()
  const seen = (file: PlainFile): Seen => {
    const facts: FileFacts = {
      state: file.state,
      isRestricted: restricted.has(file.id),
      isSealed: file.state === 'submitted' && collecting.has(file.wave) && isLate(file),
      isReadingOpen: !closed.has(file.wave),
      hasConflict: conflicts.has(file.id),
      assignedAs: roles.get(file.id) ?? [],
      ownReview: reviews.get(file.id) ?? 'none',
      opinion: opinions.get(file.id) ?? 'none',
    }
    // Few kinds of standing, thousands of files: each kind is judged once.
    const kind = JSON.stringify(facts)
    const known = judged.get(kind) ?? visible(actor, facts)
    judged.set(kind, known)
    return known
  }

  return files
    .map((file) => ({
      ...file,
      seen: seen(file),
      isHeld: held.has(file.id),
      holds: held.get(file.id) ?? none,
      isRestricted: restricted.has(file.id),
      isMine: roles.has(file.id),
    }))
    .filter(({ seen: { exists } }) => exists)
}
