-- An archived edition refuses every write of people: applicants, staff, referees. What goes on: signing in and reading, withdrawing
-- and erasing, taking a consent back, the worker's retention, and the operator.

ALTER TABLE app.edition ADD COLUMN archived_on date;

CREATE FUNCTION app.archive_refuses(p_edition uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- The role that signed in, whoever owns the function that writes.
  IF session_user IN ('app_registration', 'app_staff')
    AND EXISTS (SELECT 1 FROM app.edition e WHERE e.id = p_edition AND e.archived_on IS NOT NULL)
  THEN RAISE EXCEPTION 'edition_archived' USING ERRCODE = 'EDARC'; END IF;
END $$;

CREATE FUNCTION app.archive_guards_edition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- What another trigger does follows from a write that was let through.
  IF pg_trigger_depth() = 1 THEN PERFORM app.archive_refuses(NEW.edition_id); END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION app.archive_guards_application() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Withdrawing and erasing end what hangs on a file.
  PERFORM app.archive_refuses(a.edition_id) FROM app.application a WHERE a.id = NEW.application_id AND a.state NOT IN ('withdrawn', 'erased');
  RETURN NEW;
END $$;

CREATE FUNCTION app.archive_guards_participation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.archive_refuses(p.edition_id) FROM app.participation p JOIN app.application a ON a.id = p.application_id
    WHERE p.id = NEW.participation_id AND a.state NOT IN ('withdrawn', 'erased');
  RETURN NEW;
END $$;

CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.application FOR EACH ROW
  WHEN (NEW.state NOT IN ('withdrawn', 'erased')) EXECUTE FUNCTION app.archive_guards_edition();

DO $$
DECLARE v_name text;
BEGIN
  FOREACH v_name IN ARRAY ARRAY['app.phase', 'app.partner', 'app.nomination', 'app.late_code', 'app.call_window', 'app.release'] LOOP
    EXECUTE format('CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION app.archive_guards_edition()', v_name);
  END LOOP;
  FOREACH v_name IN ARRAY ARRAY['sealed.draft', 'app.section_version', 'app.note', 'app.reference', 'app.voucher', 'app.decision', 'app.assignment',
      'app.conflict', 'app.review', 'app.vetting_check', 'app.invitation', 'app.code_case', 'app.participation'] LOOP
    EXECUTE format('CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application()', v_name);
  END LOOP;
  FOREACH v_name IN ARRAY ARRAY['app.journey', 'app.visa_case', 'app.visa_step', 'app.task'] LOOP
    EXECUTE format('CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION app.archive_guards_participation()', v_name);
  END LOOP;
END $$;

-- Archives an edition whose last day is over, or takes it back. Answers ok, not_found, edition_not_over.
CREATE FUNCTION app.edition_archive(p_edition uuid, p_is_archived boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_departure_on date;
BEGIN
  SELECT e.departure_on INTO v_departure_on FROM app.edition e WHERE e.id = p_edition FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF p_is_archived AND v_departure_on >= app.today() THEN RETURN 'edition_not_over'; END IF;
  UPDATE app.edition SET archived_on = CASE WHEN p_is_archived THEN coalesce(archived_on, app.today()) END WHERE id = p_edition;
  RETURN 'ok';
END $$;
