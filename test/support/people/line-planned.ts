import type { Database } from '#platform/database/database.js'

/** On offer, then what nobody had, then what is on offer later; for each who the approved order has next, of whom the days are known. */
const steps = `WITH open AS (SELECT f.id, f.offer_from, f.offer_from <= app.now() AS now FROM app.freed_place f
    WHERE f.edition_id = $1 AND f.passed_to IS NULL AND NOT f.taken_back AND f.blocked_on IS NULL),
  places AS (SELECT array_agg(o.id ORDER BY o.offer_from, o.id) FILTER (WHERE o.now)
      || array_fill(NULL::uuid, ARRAY[greatest(0, (SELECT e.capacity + e.over_invitation - app.places_taken(e.id) FROM app.edition e WHERE e.id = $1)
        - count(*) FILTER (WHERE o.now))::integer])
      || array_agg(o.id ORDER BY o.offer_from, o.id) FILTER (WHERE NOT o.now) AS ids FROM open o)
  INSERT INTO app.line_step (edition_id, nth, application_id, version, place_id, why)
  SELECT $1, n.nth, n.id, n.version, p.ids[n.nth], 'rank' FROM places p,
    (SELECT a.id, a.version, row_number() OVER (ORDER BY a.queue_number, a.id)::integer AS nth FROM app.application a
     WHERE a.edition_id = $1 AND a.state = 'waitlisted' AND app.open_to_clock(a.id)) n`

/** A session has worked the line out. For editions in which nobody of the staff has a session; else the use-case keeps the days. */
export const linePlanned = (operator: Database, editionId: string): Promise<void> =>
  operator.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM app.application WHERE edition_id = $1 ORDER BY id FOR UPDATE', [editionId])
    await tx.query('SELECT 1 FROM app.edition WHERE id = $1 FOR NO KEY UPDATE', [editionId])
    await tx.query('DELETE FROM app.line_plan WHERE edition_id = $1', [editionId])
    await tx.query(
      `INSERT INTO app.line_plan (edition_id, facts, days, made_by)
       SELECT $1, s.facts, s.days, (SELECT id FROM app.staff_account LIMIT 1) FROM app.line_stamp($1, false) s`,
      [editionId],
    )
    await tx.query(steps, [editionId])
  })
