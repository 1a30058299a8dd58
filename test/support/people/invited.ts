import { randomBytes } from 'node:crypto'
import type { Database } from '#platform/database/database.js'

export interface Invited {
  readonly id: string
  /** Hash of a live session of this person. */
  readonly token: Buffer
}

/** So many people with an open invitation and a session each, written straight into the tables; the notice was accepted. */
export async function invitedPeople(operator: Database, editionId: string, count: number): Promise<Invited[]> {
  const people = await peopleIn(operator, { editionId, state: 'invited', count })
  await operator.query(
    `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at, reached_on, reached_how)
     SELECT id, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10), app.today(), 'accepted' FROM unnest($1::uuid[]) id`,
    [people.map(({ id }) => id)],
  )
  return people
}

/** So many people on the waitlist, in this order, with a session each; of the days they need nothing is known. */
export async function waitlistedPeople(operator: Database, editionId: string, count: number): Promise<Invited[]> {
  const people = await peopleIn(operator, { editionId, state: 'waitlisted', count })
  const ids = people.map(({ id }) => id)
  await operator.query(
    `UPDATE app.application a SET queue_number = n.number
     FROM (SELECT id, nextval('app.queue_number') AS number FROM unnest($1::uuid[]) id) n WHERE a.id = n.id`,
    [ids],
  )
  await operator.query(
    `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day)
     SELECT id, 7, 'release_waitlist', 'board', 'waitlisted', 'board', app.today() FROM unnest($1::uuid[]) id`,
    [ids],
  )
  return people
}

/** Of these people it is known that they can come in time. */
export const knownDays = (operator: Database, people: readonly Pick<Invited, 'id'>[], days = 60): Promise<unknown> =>
  operator.query(
    `INSERT INTO app.alternate_days (application_id, normal_until, express_until, noted_by)
     SELECT p.id, app.today() + $2::integer, app.today() + $2::integer, (SELECT id FROM app.staff_account LIMIT 1) FROM unnest($1::uuid[]) p (id)`,
    [people.map(({ id }) => id), days],
  )

/** A session has worked out that this person is next: for the first place on offer, or for one nobody had. */
export const named = (operator: Database, person: Pick<Invited, 'id'> | undefined): Promise<unknown> =>
  operator.query(
    `INSERT INTO app.promotion_plan (application_id, version, place_id, why)
     SELECT a.id, a.version, (SELECT f.id FROM app.freed_place f WHERE f.edition_id = a.edition_id AND f.passed_to IS NULL AND NOT f.taken_back
       AND f.blocked_on IS NULL AND f.offer_from <= app.now() ORDER BY f.offer_from, f.id LIMIT 1), 'rank'
     FROM app.application a WHERE a.id = $1 ON CONFLICT DO NOTHING`,
    [person?.id],
  )

interface People {
  readonly editionId: string
  readonly state: string
  readonly count: number
}

async function peopleIn(operator: Database, { editionId, state, count }: People): Promise<Invited[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32))
  const rows = await operator.query<{ id: string }>(
    `INSERT INTO app.application (edition_id, state, case_number, answer_language, submitted_week, version)
     SELECT $1, $3, app.case_number(), 'en', app.today(), 7 FROM generate_series(1, $2) RETURNING id`,
    [editionId, count, state],
  )
  const ids = rows.map((row) => row.id)
  await operator.query(
    `INSERT INTO app.access (lookup, application_id, public_key)
     SELECT sha256(uuid_send(id)), id, sha256(uuid_send(id)) FROM unnest($1::uuid[]) id`,
    [ids],
  )
  await operator.query(
    `INSERT INTO app.session (token_hash, application_id, sealed_keys, idle_seconds, idle_until, ends_at)
     SELECT s.token, s.id, '\\x00', 3600, 'infinity', 'infinity' FROM unnest($1::uuid[], $2::bytea[]) AS s(id, token)`,
    [ids, tokens],
  )
  return ids.map((id, index) => ({ id, token: tokens[index] ?? Buffer.alloc(32) }))
}
