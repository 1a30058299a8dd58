import type { Eligibility, Opinion, Scores } from '#domain/review/rubric.js'
import { isThirdNeeded, readersNeeded, type Standing } from '#domain/review/readers-needed.js'
import type { Tx } from '#platform/database/database.js'

interface StandingRow {
  state: string | null
  eligibility: Eligibility | null
  scores: Scores
  is_stale: boolean
  /** The file is still with them. */
  has_file: boolean
  opinion: 'asked' | Opinion | null
}

// A reader whose file was taken away after their review was in has still read it, until the person writes again: then nobody
// can let that review stand, and it is as if it were not there.
const standingsAsked = `
  SELECT r.state, r.eligibility, r.scores, r.profile_version < app.profile_number($1) AS is_stale, s.has_file,
    CASE WHEN author.profile_version >= app.profile_number($1) THEN o.opinion END AS opinion
  FROM (SELECT account_id, bool_or(has_file) AS has_file FROM (
      SELECT account_id, true AS has_file FROM app.assignment WHERE application_id = $1 AND role = 'reviewer' AND ended_on IS NULL
      UNION ALL SELECT account_id, false FROM app.review WHERE application_id = $1 AND state = 'submitted') x GROUP BY account_id) s
  LEFT JOIN app.review r ON r.application_id = $1 AND r.account_id = s.account_id
  LEFT JOIN app.opinion_asked o ON o.application_id = $1 AND o.account_id = s.account_id
  LEFT JOIN app.review author ON author.id = o.review_id`

/** What has just happened to the readers of a file: one abstained, or must not read it any more. */
type ReaderEvent = 'abstained' | 'lost'

/**
 * Opens or closes what waits for somebody about readers of one file, behind `lockFile`: a third reader while two differ,
 * another one for a place that is empty, or for a review that is out of date and whose author has the file no more. What
 * somebody took off the list by hand comes back with the next `event`, or once it was no longer needed in between.
 */
export async function settleReaderCalls(tx: Tx, applicationId: string, event?: ReaderEvent): Promise<void> {
  const rows = await tx.query<StandingRow[]>(standingsAsked, [applicationId])
  const standings = rows.filter((row) => !isLost(row)).map(standingOf)
  const isNeeded = readersNeeded(standings, await emptyPlaces(tx, applicationId)) > 0
  const isThird = isThirdNeeded(standings)

  if (isThird) await call(tx, applicationId, 'third_reader_needed', event !== undefined)
  else await close(tx, applicationId, ['third_reader_needed'])
  if (isNeeded && event === 'abstained' && !isThird) await call(tx, applicationId, 'reader_abstained', true)
  const isAnother = event === 'lost' || rows.some(isLost)
  if (isNeeded && isAnother && !isThird) await call(tx, applicationId, 'reader_needed', event === 'lost')
  if (!isNeeded) await close(tx, applicationId, ['reader_abstained', 'reader_needed'])
}

/** As `settleReaderCalls`, for those of many files that wait for a reader. */
export async function settleOpenCalls(tx: Tx, applicationIds: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT DISTINCT application_id AS id FROM app.staff_task WHERE application_id = ANY ($1) AND state = 'open'
       AND kind IN ('third_reader_needed', 'reader_abstained', 'reader_needed')`,
    [applicationIds],
  )
  for (const { id } of rows) await settleReaderCalls(tx, id)
}

/** Nobody reads in another state: what was lost there calls nobody. */
async function emptyPlaces(tx: Tx, applicationId: string): Promise<number> {
  const [row] = await tx.query<{ places: number }[]>(
    `SELECT count(*)::int AS places FROM app.empty_place p JOIN app.application a ON a.id = p.application_id
     WHERE a.id = $1 AND a.state = 'in_review'`,
    [applicationId],
  )
  return row?.places ?? 0
}

const isLost = ({ state, is_stale, has_file }: StandingRow): boolean => state === 'submitted' && is_stale && !has_file

function standingOf({ state, eligibility, scores, is_stale, opinion }: StandingRow): Standing {
  if (state === 'submitted')
    return eligibility && !is_stale ? { as: 'reviewed', review: { eligibility, scores } } : owes
  if (opinion === 'agree') return { as: 'agrees' }
  return opinion === 'disagree' ? { as: 'disagrees' } : owes
}

const owes: Standing = { as: 'owes' }

const callers = {
  third_reader_needed: 'vetting_lead',
  reader_abstained: 'vetting_lead',
  reader_needed: 'coordinator',
} as const
type Call = keyof typeof callers

const call = (tx: Tx, applicationId: string, kind: Call, isNews: boolean): Promise<unknown> =>
  tx.query(
    `INSERT INTO app.staff_task (edition_id, kind, role, application_id)
     SELECT a.edition_id, $2, $3, a.id FROM app.application a WHERE a.id = $1 AND a.state = 'in_review' AND ($4 OR NOT EXISTS (
       SELECT 1 FROM app.staff_task t WHERE t.application_id = a.id AND t.kind = $2 AND t.done_by IS NOT NULL))
     ON CONFLICT DO NOTHING`,
    [applicationId, kind, callers[kind], isNews],
  )

// With the need, the word that took it off the list is over; who said it stands in the audit log.
const close = (tx: Tx, applicationId: string, kinds: readonly string[]): Promise<unknown> =>
  tx.query(
    `UPDATE app.staff_task SET state = 'done', done_by = NULL WHERE application_id = $1 AND kind = ANY ($2)
       AND (state = 'open' OR done_by IS NOT NULL)`,
    [applicationId, kinds],
  )
