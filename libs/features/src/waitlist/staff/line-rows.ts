import { type IsoDate, isoDate } from '#domain/calendar/iso-date.js'
import type { WaitlistSettings } from '#domain/waitlist/gates.js'
import { apartFromHolders } from '#features/application/index.orm.js'
import { type SelectionSettings, settingsRow } from '#features/selection/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { KeptReason } from './line-reasons.js'

/** Settings of the line and counts of places, in plain. */
export interface LineEdition extends WaitlistSettings {
  readonly today: IsoDate
  readonly version: number
  readonly expressHours: number
  readonly interestDays: number
  readonly capacity: number
  readonly overInvitation: number
  /** Invited, confirmed, and freed places that are held or kept back. */
  readonly taken: number
  /** What the board chooses under: its caps and floors hold for the line too. */
  readonly rules: Pick<SelectionSettings, 'rules' | 'mostPerOrganisation' | 'mostPerCountry'>
}

/** A place that was given up and has not passed on. */
export interface FreedPlace {
  readonly id: string
  readonly freedBy: string
  readonly cause: string
  readonly byRole: string
  readonly freedOn: string
  /** Instant in UTC. */
  readonly offerFrom: Date
  readonly isOnOffer: boolean
  readonly isKeptBack: boolean
}

/** Plain facts of one who waits. */
export interface WaitingRow {
  readonly id: string
  readonly queueNumber: number
  readonly joinedOn: string
  /**
   * Held, restricted, under a concern, or kept apart from somebody with a place whom this colleague does not see: one class for
   * all of them, as the page says no more.
   */
  readonly isStopped: boolean
  readonly gaveUp: boolean
  /** From somebody who has a place and whom this colleague sees; with whom, the security officer knows. */
  readonly isApart: boolean
  /** Judged the later file of one person, as far as this colleague may know. */
  readonly isSecond: boolean
  /** Questions without an answer since the last one. */
  readonly unanswered: number
  readonly wentToEnd: boolean
  /** Last days as a session that could work them out kept them; null where none did. */
  readonly normalUntil: string | null
  readonly expressUntil: string | null
}

/** One run of the system's own line, by day. */
export interface RunRow {
  readonly onDay: string
  readonly code: string
  readonly runs: number
  readonly invited: number
}

/** Somebody put forward out of turn, who waits for a second coordinator. */
export interface PlanRow extends KeptReason {
  readonly decisionId: string
  readonly caseNumber: string
  readonly author: string
  /** The viewer put it forward, and so cannot be the second person. */
  readonly isOwn: boolean
  /** What would be paid for them. */
  readonly support: readonly string[]
}

/** Why somebody was invited from the line. */
export interface PromotionRow extends KeptReason {
  readonly caseNumber: string
  readonly onDay: string
  readonly joinedOn: string | null
  readonly feasible: string
  readonly byRole: string
}

interface EditionRow extends Omit<LineEdition, 'arrivalOn' | 'departureOn' | 'stopOn' | 'today' | 'rules'> {
  readonly arrivalOn: string
  readonly departureOn: string
  readonly stopOn: string | null
  readonly today: string
}

const edition = `SELECT app.today()::text AS today, e.version, e.express_hours AS "expressHours", e.interest_days AS "interestDays", e.waitlist_open AS "isOpen",
    e.auto_promote AS "autoPromote", e.waitlist_stop_on::text AS "stopOn", e.arrival_on::text AS "arrivalOn", e.departure_on::text AS "departureOn",
    e.capacity, e.over_invitation AS "overInvitation", app.places_taken(e.id) AS taken
  FROM app.edition e WHERE e.id = $1`

const places = `SELECT f.id, f.freed_by AS "freedBy", f.cause, f.by_role AS "byRole", f.freed_on::text AS "freedOn", f.offer_from AS "offerFrom",
    f.offer_from <= app.now() AS "isOnOffer", f.blocked_on IS NOT NULL AS "isKeptBack"
  FROM app.freed_place f WHERE f.edition_id = $1 AND f.passed_to IS NULL AND NOT f.taken_back ORDER BY f.offer_from, f.id`

const waitingText = `SELECT a.id, a.queue_number::int AS "queueNumber", app.joined_line_on(a.id)::text AS "joinedOn", app.is_stopped(a.id) AS "isStopped",
    app.gave_place_up(a.id) AS "gaveUp", app.second_seen(a.id, $2) AS "isSecond", l.normal_until::text AS "normalUntil", l.express_until::text AS "expressUntil",
    (SELECT count(*)::int FROM app.waitlist_interest i WHERE i.application_id = a.id AND i.answered_week IS NULL AND i.nth >
      coalesce((SELECT max(k.nth) FROM app.waitlist_interest k WHERE k.application_id = a.id AND k.answered_week IS NOT NULL), 0)) AS unanswered,
    EXISTS (SELECT 1 FROM app.waitlist_interest i WHERE i.application_id = a.id AND i.moved_on IS NOT NULL) AS "wentToEnd"
  FROM app.application a LEFT JOIN app.alternate_days l ON l.application_id = a.id
  WHERE a.id = ANY ($1) AND a.state = 'waitlisted' ORDER BY a.queue_number NULLS LAST, a.id`

const runs = `SELECT on_day::text AS "onDay", code, runs, invited FROM app.waitlist_run WHERE edition_id = $1 ORDER BY on_day DESC, code LIMIT 14`

const reason = `p.application_id AS "applicationId", a.case_number AS "caseNumber", p.why, p.passed_over AS "passedOver", p.cell_record AS "cellId",
    (SELECT r.schema_id FROM sealed.record r WHERE r.id = p.cell_record) AS "cellSchema"`

const plans = `SELECT ${reason}, d.id AS "decisionId", s.display_name AS author, d.author_id = $2 AS "isOwn",
    ARRAY(SELECT e.category FROM app.entitlement e WHERE e.application_id = p.application_id AND e.removed_on IS NULL ORDER BY 1) AS support
  FROM app.promotion_plan p JOIN app.decision d ON d.id = p.decision_id AND d.state = 'pending' JOIN app.application a ON a.id = p.application_id
    JOIN app.staff_account s ON s.id = d.author_id WHERE p.application_id = ANY ($1) ORDER BY a.case_number`

const promotions = `SELECT ${reason}, p.on_day::text AS "onDay", p.joined_on::text AS "joinedOn", p.feasible, p.by_role AS "byRole"
  FROM app.promotion p JOIN app.application a ON a.id = p.application_id WHERE p.application_id = ANY ($1) ORDER BY p.on_day DESC, p.queue_number DESC LIMIT 50`

/** Settings, rules and counts of the actor's edition. */
export async function lineEdition(database: Database, { editionId }: StaffActor): Promise<LineEdition | undefined> {
  const [row] = await database.query<EditionRow>(edition, [editionId])
  if (!row) return undefined

  return {
    ...row,
    rules: await settingsRow(database, editionId),
    today: isoDate(row.today),
    arrivalOn: isoDate(row.arrivalOn),
    departureOn: isoDate(row.departureOn),
    stopOn: row.stopOn === null ? null : isoDate(row.stopOn),
  }
}

/** Places given up that wait for somebody, the first on offer first. */
export const freedPlaces = (database: Database, { editionId }: StaffActor): Promise<FreedPlace[]> =>
  database.query<FreedPlace>(places, [editionId])

/** Those of these confirmed files whose place was not given up on the way. */
export async function holdingRows(database: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    'SELECT f.id FROM unnest($1::uuid[]) f (id) WHERE NOT app.journey_gave_up(f.id)',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

/** These files as they stand in the line for this colleague, in the approved order. */
export async function waitingRows(
  database: Database,
  actor: StaffActor,
  ids: readonly string[],
): Promise<WaitingRow[]> {
  const rows = await database.query<Omit<WaitingRow, 'isApart'>>(waitingText, [ids, actor.accountId])
  const apart = await apartFromHolders(database, actor, ids)

  return rows.map((row) => ({
    ...row,
    isStopped: row.isStopped || apart.get(row.id)?.isTold === false,
    isApart: apart.get(row.id)?.isTold === true,
  }))
}

/** Somebody stands before this person with whom the colleague declared a conflict, and whom therefore they do not see. */
export async function standsBehindDeclared(
  database: Database,
  { accountId }: StaffActor,
  applicationId: string,
): Promise<boolean> {
  const [row] = await database.query<{ is: boolean }>('SELECT app.declared_before($1, $2) AS is', [
    applicationId,
    accountId,
  ])
  return row?.is === true
}

/** The system's last runs, newest first. */
export const runRows = (database: Database, { editionId }: StaffActor): Promise<RunRow[]> =>
  database.query<RunRow>(runs, [editionId])

/** Why these were invited, newest first. */
export const promotionRows = (database: Database, ids: readonly string[]): Promise<PromotionRow[]> =>
  database.query<PromotionRow>(promotions, [ids])

/** Those of these who were put forward and wait for a second coordinator. */
export const planRows = (database: Database, { accountId }: StaffActor, ids: readonly string[]): Promise<PlanRow[]> =>
  database.query<PlanRow>(plans, [ids, accountId])
