-- What a release would meet, asked before anything moves and by the very rules that judge the moves.

-- Every outcome of a wave that two people approved: `ok`, `left` (withdrawn, erased, held, restricted or stopped since), `harm_open`
-- (its mail would be kept back, and arrive after the others), or the code that stops the whole release. The move is of the two who
-- decided, who were looked at when they signed; whoever presses the button moves nothing.
CREATE FUNCTION app.release_look(p_edition uuid, p_wave text, p_moves text[]) RETURNS TABLE (decision_id uuid, application_id uuid, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH looked AS MATERIALIZED (
    SELECT d.id, d.application_id AS file, d.move, CASE
        WHEN a.state IN ('withdrawn', 'erased') OR app.is_held(a.id) OR EXISTS (SELECT 1 FROM app.flag f
          WHERE f.application_id = a.id AND f.kind = 'restricted' AND f.lifted_on IS NULL) THEN 'left'
        WHEN d.move IN ('release_invite', 'release_waitlist') AND app.concern_stands(a.id) THEN 'left'
        WHEN app.harm_is_open(a.id) THEN 'harm_open'
        WHEN m.move IS NOT NULL THEN app.may_move(a, m, m.roles[1], d.author_id, d.id)
        WHEN EXISTS (SELECT 1 FROM app.lifecycle_move t WHERE t.subject = 'application' AND t.move = d.move AND t.to_state = a.state) THEN 'ok'
        ELSE 'move_not_allowed' END AS code
    FROM app.decision d JOIN app.application a ON a.id = d.application_id
      LEFT JOIN app.lifecycle_move m ON m.subject = 'application' AND m.from_state = a.state AND m.move = d.move
    WHERE a.edition_id = p_edition AND a.wave = p_wave AND d.state = 'second_ok' AND d.move = ANY (p_moves))
  SELECT l.id, l.file, CASE WHEN l.code = 'ok' AND l.move = 'release_invite' AND EXISTS (SELECT 1 FROM app.apart_pair p JOIN looked o
      ON o.file = CASE l.file WHEN p.first_id THEN p.second_id ELSE p.first_id END AND o.code = 'ok' AND o.move = 'release_invite'
    WHERE l.file IN (p.first_id, p.second_id) AND p.ended_on IS NULL) THEN 'kept_apart' ELSE l.code END
  FROM looked l
$$;
