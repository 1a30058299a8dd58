import type { Tx } from '#platform/database/database.js'

/**
 * Opens the practice edition of a local copy: arrival on the next 11 April at least 120 days away, the call open from
 * now for five weeks. Returns its id; a second run changes nothing.
 */
export async function openPracticeEdition(tx: Tx): Promise<string> {
  await tx.query(
    `WITH made AS (INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to,
         departure_on, capacity)
       SELECT 'practice', format('Defenders'' Days %s (practice)', extract(year FROM a.day)), 'Spring meeting', 'Europe/Stockholm',
         a.day, a.day + 1, a.day + 4, a.day + 5, 200
       FROM (SELECT min(d) AS day FROM generate_series(0, 2) y, make_date(extract(year FROM app.today())::integer + y, 4, 11) d
         WHERE d >= app.today() + 120) a
       ON CONFLICT (code) DO NOTHING RETURNING id)
     INSERT INTO app.call_window (edition_id, opens_at, closes_at)
       SELECT id, date_trunc('day', app.now()), date_trunc('day', app.now()) + interval '35 days 21:59:59' FROM made`,
  )
  const [edition] = await tx.query<{ id: string }[]>(`SELECT id FROM app.edition WHERE code = 'practice'`)
  return edition?.id ?? ''
}
