-- A set of people in few bits: each of them turns one bit over, chosen by the end of the id, which is drawn. No hash of the
-- database, which may become another with its version: what is kept must stay comparable.
CREATE FUNCTION app.step_sketch(p_members uuid[]) RETURNS bit(1024)
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(bit_xor(set_bit(0::bit(1024),
      (get_byte(uuid_send(o.id), 14) * 256 + get_byte(uuid_send(o.id), 15)) & 1023, 1)), 0::bit(1024))
  FROM unnest(p_members) o (id)
$$;

-- Beside the row, so that an act reads neither the people nor the answers of the many rows that are far from its list.
ALTER TABLE app.board_step
  ADD COLUMN size integer NOT NULL GENERATED ALWAYS AS (cardinality(members)) STORED,
  ADD COLUMN sketch bit(1024) NOT NULL GENERATED ALWAYS AS (app.step_sketch(members)) STORED;

CREATE OR REPLACE FUNCTION app.board_step_of(p_edition uuid, p_members uuid[], p_answers integer[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_sketch bit(1024) := app.step_sketch(p_members); v_nth integer;
BEGIN
  SELECT s.nth INTO v_nth FROM app.board_step s
    WHERE s.edition_id = p_edition AND s.sketch = v_sketch AND s.members = p_members AND s.answers = p_answers;
  IF v_nth IS NULL THEN
    INSERT INTO app.board_step (edition_id, nth, members, answers)
      SELECT p_edition, coalesce(max(s.nth), 0) + 1, p_members, p_answers FROM app.board_step s WHERE s.edition_id = p_edition
      RETURNING nth INTO v_nth;
  END IF;
  RETURN v_nth;
END $$;

-- As before, without counting what cannot be near. Who is in one of two sets alone turns one bit over between their sketches, and who
-- is in both none, whatever they answered. So four people turn four over at the most, and fewer where two fall together: where five bits
-- differ, five people do. Fewer bits say nothing, and everybody is counted, step by step until one is near.
CREATE OR REPLACE FUNCTION app.board_settle(p_list uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_list app.board_list; v_members uuid[]; v_answers integer[]; v_size integer; v_sketch bit(1024);
BEGIN
  SELECT * INTO v_list FROM app.board_list WHERE id = p_list;
  -- One at a time in an edition: two acts at once may differ by one person.
  PERFORM pg_advisory_xact_lock(hashtext('app.board_step'), hashtext(v_list.edition_id::text));
  SELECT array_agg(c.id ORDER BY c.id), array_agg(c.answers ORDER BY c.id), count(*) INTO v_members, v_answers, v_size
    FROM app.counted_now(app.board_members(p_list, v_list.version)) c;
  IF v_size < 5 THEN RETURN; END IF;
  v_sketch := app.step_sketch(v_members);
  -- People in either, less those who are in both and answered the same.
  IF EXISTS (SELECT 1 FROM app.board_step s
    WHERE s.edition_id = v_list.edition_id AND abs(s.size - v_size) < 5 AND bit_count(s.sketch # v_sketch) < 5
      AND (SELECT v_size + count(*) - count(m.id) - count(*) FILTER (WHERE m.answers = o.answers)
        FROM unnest(s.members, s.answers) o (id, answers) LEFT JOIN unnest(v_members, v_answers) m (id, answers) ON m.id = o.id)
        BETWEEN 1 AND 4) THEN RETURN; END IF;
  UPDATE app.board_list SET step = app.board_step_of(v_list.edition_id, v_members, v_answers) WHERE id = p_list;
END $$;
