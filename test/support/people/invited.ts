import { randomBytes } from 'node:crypto'
import type { Database } from '#platform/database/database.js'

export interface Invited {
  readonly id: string
  /** Hash of a live session of this person. */
  readonly token: Buffer
}

/** So many people with an open invitation and a session each, written straight into the tables; the notice was accepted. */
export async function invitedPeople(operator: Database, editionId: string, count: number): Promise<Invited[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32))
  const rows = await operator.query<{ id: string }>(
    `INSERT INTO app.application (edition_id, state, case_number, answer_language, submitted_week, version)
     SELECT $1, 'invited', app.case_number(), 'en', app.today(), 7 FROM generate_series(1, $2) RETURNING id`,
    [editionId, count],
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
  await operator.query(
    `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at, reached_on, reached_how)
     SELECT id, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10), app.today(), 'accepted' FROM unnest($1::uuid[]) id`,
    [ids],
  )
  return ids.map((id, index) => ({ id, token: tokens[index] ?? Buffer.alloc(32) }))
}
