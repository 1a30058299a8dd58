import type { Role } from '#domain/lifecycle.js'
import { type FileFacts, type Seen, seesAllFiles, visible } from '#domain/vetting/visibility.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { askPlanned, type Database, type Tx } from '#platform/database/database.js'

/** What keeps a file where it stands: the officer's hold, the person's own pause, the person's quiet signal. */
export type HoldKind = 'on_hold' | 'paused' | 'duress'

/** One application as staff screens need it, with what the viewer may see of it. */
export interface SeenFile {
  readonly id: string
  readonly caseNumber: string
  readonly state: string
  readonly wave: string
  readonly answerLanguage: string | null
  readonly submittedWeek: string | null
  readonly version: number
  /** By the security officer, the person's own pause or their quiet signal. */
  readonly isHeld: boolean
  /** Which of them; empty for all but the security officer, since a quiet signal is theirs alone to know. */
  readonly holds: readonly HoldKind[]
  /** Parts named by the question that is open; empty while none is. */
  readonly openSections: readonly string[]
  /** The last thing that happened: the time to answer a question passed without an answer. */
  readonly isUnanswered: boolean
  readonly facts: FileFacts
  readonly seen: Seen
}

interface FileRow {
  id: string
  case_number: string
  state: string
  wave: string
  answer_language: string | null
  submitted_week: string | null
  version: number
  holds: HoldKind[]
  open_sections: string[]
  is_unanswered: boolean | null
  is_restricted: boolean
  is_sealed: boolean
  is_reading_open: boolean
  has_conflict: boolean
  assigned_as: Role[]
  own_review: FileFacts['ownReview'] | null
  opinion: FileFacts['opinion'] | null
}

/** Parameters $1 (viewer) and $2 (edition) of every query over files. */
export const viewerValues = (actor: StaffActor): unknown[] => [actor.accountId, actor.editionId]

/** SQL over the edition $2, asked once for a statement: waves whose readers do not read, by their phase or since it is archived. */
export const wavesClosed = '(SELECT app.waves_unread($2))::text[]'
/** The same: waves that collect. */
export const wavesCollecting = '(SELECT app.waves_collecting($2))::text[]'
/** The same: what was sent in a later week is sealed while its wave collects. */
export const sealedAfter = '(SELECT app.today() - 6 - e.screening_days FROM app.edition e WHERE e.id = $2)'

/** SQL over `app.application a`: this viewer opens the country themselves, and nobody has compared it with theirs yet. */
const isUncompared = `EXISTS (SELECT 1 FROM app.uncompared u WHERE u.application_id = a.id AND u.account_id = $1 AND u.keeps_profile)`
// Asked once for a statement: nearly nobody is excluded from anything.
const isExcluded = 'EXISTS (SELECT 1 FROM app.staff_exclusion x WHERE x.account_id = $1)'

const columns = `a.id, a.case_number, a.state, a.wave, a.answer_language, a.submitted_week::text, a.version, a.open_sections,
  (SELECT h.move = 'answer' AND h.role = 'system' FROM app.history h WHERE h.application_id = a.id ORDER BY h.version DESC LIMIT 1) AS is_unanswered,
  ARRAY(SELECT DISTINCT f.kind FROM app.flag f WHERE f.application_id = a.id AND f.kind IN ('on_hold', 'paused', 'duress') AND f.lifted_on IS NULL) AS holds,
  EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'restricted' AND f.lifted_on IS NULL) AS is_restricted,
  a.state = 'submitted' AND a.wave = ANY (${wavesCollecting}) AND a.submitted_week > ${sealedAfter} AS is_sealed,
  NOT a.wave = ANY (${wavesClosed}) AS is_reading_open,
  EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = $1) OR (${isExcluded} AND ${isUncompared}) AS has_conflict,
  ARRAY(SELECT s.role FROM app.assignment s WHERE s.application_id = a.id AND s.account_id = $1 AND s.ended_on IS NULL ORDER BY s.role) AS assigned_as,
  (SELECT r.state FROM app.review r WHERE r.application_id = a.id AND r.account_id = $1) AS own_review,
  (SELECT o.opinion FROM app.opinion_asked o WHERE o.application_id = a.id AND o.account_id = $1) AS opinion`

/**
 * The visibility function as a SQL condition over `app.application a`, for lists and counts; `visible` judges the rows
 * again, and a test compares both on random files.
 */
export function visibleCondition(actor: StaffActor): string {
  const assigned = `EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = a.id AND s.account_id = $1 AND s.ended_on IS NULL
    AND s.role IN (${quoted(actor.roles)}) AND (s.role <> 'reviewer' OR NOT a.wave = ANY (${wavesClosed})))`
  const unrestricted = `NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'restricted' AND f.lifted_on IS NULL)`
  const open = seesAllFiles(actor.roles) ? (actor.roles.includes('vetting_lead') ? 'true' : unrestricted) : 'false'

  return `a.edition_id = $2 AND a.state NOT IN ('draft', 'erased') AND (${open} OR ${assigned})
    AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = $1)
    AND NOT (${isExcluded} AND ${isUncompared})`
}

// Role names come from our own closed list, never from outside.
const quoted = (roles: readonly Role[]): string => [...roles, 'nobody'].map((role) => `'${role}'`).join(', ')

/** Files the viewer may see, judged row by row. `where` and `order` are SQL over alias `a`; values continue at $3. */
export async function seenFiles(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  rest: { readonly where?: string; readonly tail?: string; readonly values?: readonly unknown[] } = {},
): Promise<SeenFile[]> {
  const rows = await database.query<FileRow>(filesAsked(actor, rest), [...viewerValues(actor), ...(rest.values ?? [])])
  return rows.map((row) => seenFile(actor, row)).filter(({ seen }) => seen.exists)
}

const filesAsked = (
  actor: StaffActor,
  { where, tail = '' }: { readonly where?: string; readonly tail?: string },
): string =>
  `SELECT ${columns} FROM app.application a WHERE ${visibleCondition(actor)} ${where ? `AND ${where}` : ''} ${tail}`

/** One file, or null for absent and forbidden alike. */
export async function seeFile(
  database: Pick<Database, 'prepared'> | Tx,
  actor: StaffActor,
  id: string,
): Promise<SeenFile | null> {
  const text = filesAsked(actor, { where: 'a.id = $3' })
  const [row] = await askPlanned<FileRow>(database, text, [...viewerValues(actor), id])
  if (!row) return null
  const file = seenFile(actor, row)
  return file.seen.exists ? file : null
}

function seenFile(actor: StaffActor, row: FileRow): SeenFile {
  const facts: FileFacts = {
    state: row.state,
    isRestricted: row.is_restricted,
    isSealed: row.is_sealed,
    isReadingOpen: row.is_reading_open,
    hasConflict: row.has_conflict,
    assignedAs: row.assigned_as,
    ownReview: row.own_review ?? 'none',
    opinion: row.opinion ?? 'none',
  }
  return {
    id: row.id,
    caseNumber: row.case_number,
    state: row.state,
    wave: row.wave,
    answerLanguage: row.answer_language,
    submittedWeek: row.submitted_week,
    version: row.version,
    isHeld: row.holds.length > 0,
    holds: actor.roles.includes('security_officer') ? row.holds : [],
    openSections: row.state === 'more_info' ? row.open_sections : [],
    isUnanswered: row.is_unanswered === true,
    facts,
    seen: visible(actor, facts),
  }
}
