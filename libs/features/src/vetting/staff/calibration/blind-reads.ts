import type { Read } from '#domain/review/calibration.js'
import { scoreOf, type Scores } from '#domain/review/rubric.js'
import type { Database } from '#platform/database/database.js'
import { isBlind } from '../reading/is-blind.js'

interface ReadRow {
  file: string
  reader: string
  scores: Scores
  drawn: string
}

/** Blind reads that count: up to date, and for one reader (`only`) those kept from readers only where theirs. */
export async function blindReads(
  database: Pick<Database, 'query'>,
  ids: readonly string[],
  only: string | null,
): Promise<Read[]> {
  const rows = await database.query<ReadRow>(readsAsked, [ids, only])
  return rows.map(({ file, reader, scores, drawn }) => ({
    fileId: file,
    readerId: reader,
    score: scoreOf(scores),
    isPoolWide: drawn === 'pool' || drawn === 'calibration',
    isAnchor: drawn === 'calibration',
  }))
}

// Of a file given twice the later reading counts.
const readsAsked = `
  SELECT r.application_id AS file, r.account_id AS reader, r.scores, s.drawn
  FROM unnest($1::uuid[]) f (id) CROSS JOIN LATERAL (SELECT app.profile_number(f.id) AS newest) n
    JOIN app.review r ON r.application_id = f.id AND r.state = 'submitted' AND r.profile_version >= n.newest
    JOIN LATERAL (SELECT x.drawn FROM app.assignment x WHERE x.application_id = r.application_id
      AND x.account_id = r.account_id AND x.role = 'reviewer' ORDER BY x.ended_on DESC NULLS FIRST, x.assigned_on DESC LIMIT 1) s ON true
  WHERE ${isBlind('r')}
    AND ($2::uuid IS NULL OR NOT r.is_private OR r.account_id = $2)
  ORDER BY r.application_id, r.account_id`
