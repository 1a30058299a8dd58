import type { Eligibility, Opinion, Scores } from '#domain/review/rubric.js'
import { readerCounts, readersNeeded, type Standing } from '#domain/review/readers-needed.js'
import type { Tx } from '#platform/database/database.js'

interface StandingRow {
  state: string | null
  eligibility: Eligibility | null
  scores: Scores
  is_stale: boolean
  opinion: 'asked' | Opinion | null
}

// A reader whose file was taken away after their review was in has still read it.
const standingsAsked = `
  SELECT r.state, r.eligibility, r.scores, r.profile_version < app.profile_number($1) AS is_stale,
    CASE WHEN author.profile_version >= app.profile_number($1) THEN o.opinion END AS opinion
  FROM (SELECT account_id FROM app.assignment WHERE application_id = $1 AND role = 'reviewer' AND ended_on IS NULL
    UNION SELECT account_id FROM app.review WHERE application_id = $1 AND state = 'submitted') s
  LEFT JOIN app.review r ON r.application_id = $1 AND r.account_id = s.account_id
  LEFT JOIN app.opinion_asked o ON o.application_id = $1 AND o.account_id = s.account_id
  LEFT JOIN app.review author ON author.id = o.review_id`

/**
 * Opens or closes what waits for the lead about readers of one file, behind `lockFile`: a third reader while two differ,
 * another reader for one who abstained. What somebody took off the list by hand does not come back.
 */
export async function settleReaderCalls(tx: Tx, applicationId: string, hasAbstained = false): Promise<void> {
  const standings = await standingsOf(tx, applicationId)
  const isNeeded = readersNeeded(standings) > 0
  const isThird = isNeeded && readerCounts(standings).submitted > 1

  if (isThird) await call(tx, applicationId, 'third_reader_needed')
  else await close(tx, applicationId, ['third_reader_needed'])
  if (isNeeded && hasAbstained && !isThird) await call(tx, applicationId, 'reader_abstained')
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

async function standingsOf(tx: Tx, applicationId: string): Promise<Standing[]> {
  return (await tx.query<StandingRow[]>(standingsAsked, [applicationId])).map(standingOf)
}

function standingOf({ state, eligibility, scores, is_stale, opinion }: StandingRow): Standing {
  if (state === 'submitted')
    return eligibility && !is_stale ? { as: 'reviewed', review: { eligibility, scores } } : owes
  if (opinion === 'agree') return { as: 'agrees' }
  return opinion === 'disagree' ? { as: 'disagrees' } : owes
}

const owes: Standing = { as: 'owes' }

type Call = 'third_reader_needed' | 'reader_abstained'

const call = (tx: Tx, applicationId: string, kind: Call): Promise<unknown> =>
  tx.query(
    `INSERT INTO app.staff_task (edition_id, kind, role, application_id)
     SELECT a.edition_id, $2, 'vetting_lead', a.id FROM app.application a WHERE a.id = $1 AND a.state = 'in_review'
       AND NOT EXISTS (SELECT 1 FROM app.staff_task t WHERE t.application_id = a.id AND t.kind = $2 AND t.done_by IS NOT NULL)
     ON CONFLICT DO NOTHING`,
    [applicationId, kind],
  )

const close = (tx: Tx, applicationId: string, kinds: readonly string[]): Promise<unknown> =>
  tx.query(
    `UPDATE app.staff_task SET state = 'done' WHERE application_id = $1 AND kind = ANY ($2) AND state = 'open'`,
    [applicationId, kinds],
  )
