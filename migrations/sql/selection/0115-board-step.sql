-- What slow counts, gender and age, were ever shown of, in any draft list of an edition: exactly these people with exactly these answers.
-- Any two rows are the same people or differ by at least five, so that no two figures on any page tell of one of them. A row is only added.
CREATE TABLE app.board_step (
  edition_id uuid NOT NULL REFERENCES app.edition,
  nth integer NOT NULL CHECK (nth > 0),
  -- In the order of ids, and beside each the number of what they answered last.
  members uuid[] NOT NULL CHECK (cardinality(members) >= 5),
  answers integer[] NOT NULL,
  PRIMARY KEY (edition_id, nth),
  CHECK (cardinality(members) = cardinality(answers))
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.board_step FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition();

-- The row a list shows; null before its first.
ALTER TABLE app.board_list ADD COLUMN step integer, ADD FOREIGN KEY (edition_id, step) REFERENCES app.board_step;

-- As `profile_number`, of what is counted and never told of a person.
CREATE FUNCTION app.balance_number(p_application uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(max(number), 1) FROM app.section_version WHERE application_id = p_application AND 'balance' = ANY (compartments)
$$;

-- Who of these may be counted now, whoever looks, with the number of their answers. Who went back to vetting is not open to everybody
-- who counts.
CREATE FUNCTION app.counted_now(p_ids uuid[]) RETURNS TABLE (id uuid, answers integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, app.balance_number(a.id) FROM app.application a
  WHERE a.id = ANY (p_ids) AND a.state IN ('board', 'invited', 'confirmed')
    AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.lifted_on IS NULL
      AND f.kind IN ('restricted', 'on_hold', 'paused', 'duress'))
    AND NOT (a.state = 'board' AND app.concern_stands(a.id))
    AND NOT (a.state = 'confirmed' AND app.journey_gave_up(a.id))
$$;

-- Members of a list after an act of this number, in the order of their ids.
CREATE FUNCTION app.board_members(p_list uuid, p_batch integer) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(x.id ORDER BY x.id), '{}') FROM (
    SELECT DISTINCT ON (m.id) m.id, m.moved_to FROM (
      SELECT unnest(l.base) AS id, 'in' AS moved_to, 0 AS nth FROM app.board_list l WHERE l.id = p_list
      UNION ALL SELECT v.application_id, v.moved_to, v.nth FROM app.board_move v WHERE v.list_id = p_list AND v.batch <= p_batch) m
    ORDER BY m.id, m.nth DESC) x
  WHERE x.moved_to IN ('in', 'pinned_in')
$$;

-- The row of exactly these people and answers, made where there is none.
CREATE FUNCTION app.board_step_of(p_edition uuid, p_members uuid[], p_answers integer[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_nth integer;
BEGIN
  SELECT s.nth INTO v_nth FROM app.board_step s WHERE s.edition_id = p_edition AND s.members = p_members AND s.answers = p_answers;
  IF v_nth IS NULL THEN
    INSERT INTO app.board_step (edition_id, nth, members, answers)
      SELECT p_edition, coalesce(max(s.nth), 0) + 1, p_members, p_answers FROM app.board_step s WHERE s.edition_id = p_edition
      RETURNING nth INTO v_nth;
  END IF;
  RETURN v_nth;
END $$;

-- After an act: the list moves on to what it is now, where that is what some list showed already, or where at least five people differ
-- from everything any list ever showed. Who cannot be counted now is no part of it; who answered anew is another.
CREATE FUNCTION app.board_settle(p_list uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_list app.board_list; v_members uuid[]; v_answers integer[]; v_size integer;
BEGIN
  SELECT * INTO v_list FROM app.board_list WHERE id = p_list;
  -- One at a time in an edition: two acts at once may differ by one person.
  PERFORM pg_advisory_xact_lock(hashtext('app.board_step'), hashtext(v_list.edition_id::text));
  SELECT array_agg(c.id ORDER BY c.id), array_agg(c.answers ORDER BY c.id), count(*) INTO v_members, v_answers, v_size
    FROM app.counted_now(app.board_members(p_list, v_list.version)) c;
  IF v_size < 5 THEN RETURN; END IF;
  -- People in either, less those who are in both and answered the same.
  IF EXISTS (SELECT 1 FROM app.board_step s CROSS JOIN LATERAL unnest(s.members, s.answers) o (id, answers)
      LEFT JOIN unnest(v_members, v_answers) m (id, answers) ON m.id = o.id
    WHERE s.edition_id = v_list.edition_id AND abs(cardinality(s.members) - v_size) < 5 GROUP BY s.nth
    HAVING v_size + count(*) - count(m.id) - count(*) FILTER (WHERE m.answers = o.answers) BETWEEN 1 AND 4) THEN RETURN; END IF;
  UPDATE app.board_list SET step = app.board_step_of(v_list.edition_id, v_members, v_answers) WHERE id = p_list;
END $$;

-- What a list shows, and whether all of them may still be counted, with the same answers.
CREATE FUNCTION app.board_shown(p_list uuid) RETURNS TABLE (nth integer, members uuid[], is_whole boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.nth, s.members, cardinality(s.members) = (SELECT count(*) FROM app.counted_now(s.members) c
    JOIN unnest(s.members, s.answers) o (id, answers) ON o.id = c.id AND o.answers = c.answers)
  FROM app.board_list l JOIN app.board_step s ON s.edition_id = l.edition_id AND s.nth = l.step WHERE l.id = p_list
$$;

-- Lists there are go on with what they show, each of them by its own acts alone; everything they showed counts as shown.
DO $$
DECLARE v_list app.board_list; v_batch integer; v_members uuid[]; v_shown uuid[];
BEGIN
  FOR v_list IN SELECT l.* FROM app.board_list l JOIN app.edition e ON e.id = l.edition_id AND e.archived_on IS NULL ORDER BY l.number LOOP
    v_shown := app.board_members(v_list.id, 0);
    FOR v_batch IN SELECT 0 UNION SELECT m.batch FROM app.board_move m WHERE m.list_id = v_list.id ORDER BY 1 LOOP
      v_members := app.board_members(v_list.id, v_batch);
      CONTINUE WHEN cardinality(v_members) < 5 OR v_batch > 0 AND (SELECT count(*) FROM unnest(v_members) a (id)
        FULL JOIN unnest(v_shown) b (id) ON b.id = a.id WHERE a.id IS NULL OR b.id IS NULL) < 5;
      v_shown := v_members;
      UPDATE app.board_list l SET step = app.board_step_of(l.edition_id, v_shown,
        (SELECT array_agg(app.balance_number(a.id) ORDER BY a.id) FROM unnest(v_shown) a (id))) WHERE l.id = v_list.id;
    END LOOP;
  END LOOP;
END $$;
