import type { Revealable } from '#domain/staff/reveal.js'
import { sectionSchemas, sectionVersions } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

export const reasonSchema = 'reveal.reason'

export interface RevealRow {
  readonly id: string
  readonly applicationId: string
  readonly compartment: Revealable
  readonly reasonId: string
  readonly authorId: string
  readonly author: string
  readonly second: string | null
  readonly state: 'pending' | 'open' | 'refused' | 'ended'
  /** ISO date. */
  readonly askedOn: string
  readonly openUntil: Date | null
  /** The viewer keeps the compartment and may answer. */
  readonly mayAnswer: boolean
}

// Where the hour is over it is over, whether or not the worker has been there.
const columns = `v.id, v.application_id AS "applicationId", v.compartment, v.reason_id AS "reasonId", v.author_id AS "authorId",
  s.display_name AS author, t.display_name AS second, v.asked_on::text AS "askedOn", v.open_until AS "openUntil",
  CASE WHEN v.state = 'open' AND v.open_until <= app.now() THEN 'ended' ELSE v.state END AS state,
  v.state = 'pending' AND EXISTS (SELECT 1 FROM app.told_second w WHERE w.id = v.id AND w.account_id = $2) AS "mayAnswer"`
const from = `FROM app.reveal v JOIN app.staff_account s ON s.id = v.author_id LEFT JOIN app.staff_account t ON t.id = v.second_id
  WHERE v.edition_id = $1`

const mostShown = 100

/** Of those this viewer may know of, the newest first: their own, what they keep, all of them for who watches over it. */
export const knownReveals = (
  database: Pick<Database, 'query'>,
  { editionId, accountId }: StaffActor,
  { keeps, seesAll }: { readonly keeps: readonly string[]; readonly seesAll: boolean },
): Promise<RevealRow[]> =>
  database.query<RevealRow>(
    `SELECT ${columns} ${from} AND (v.author_id = $2 OR v.compartment = ANY ($3) OR $4) ORDER BY v.nth DESC LIMIT ${mostShown}`,
    [editionId, accountId, keeps, seesAll],
  )

/** One reveal of the edition, whoever asks; held until the transaction ends where one is running. */
export async function revealRow(
  queries: Pick<Database, 'query'>,
  { editionId, accountId }: StaffActor,
  id: string,
): Promise<RevealRow | undefined> {
  const [row] = await queries.query<RevealRow>(`SELECT ${columns} ${from} AND v.id = $3`, [editionId, accountId, id])
  return row
}

const sent: Readonly<Record<Revealable, readonly string[]>> = {
  contact: ['contact.rest', 'contact.mailbox'],
  profile: ['profile'],
  risk: ['risk'],
  references: ['references'],
  identity: ['identity.form'],
  travel: ['travel.wishes'],
}

/** Schemas of what the person themselves wrote in a compartment, replaced pages among them; no note of ours. */
export async function revealedSchemas(
  database: Pick<Database, 'prepared'>,
  applicationId: string,
  compartment: Revealable,
): Promise<string[]> {
  const sections = await sectionVersions(database, applicationId)
  return [...sent[compartment], ...sectionSchemas(sections, [compartment])]
}
