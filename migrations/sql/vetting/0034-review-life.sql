-- Seen by those who decide only, not by other readers, until its author shares it.
ALTER TABLE app.review ADD COLUMN is_private boolean NOT NULL DEFAULT false;

-- A reading is blind unless the lead asks for an opinion on this review.
ALTER TABLE app.assignment ADD COLUMN opinion_on uuid REFERENCES app.review,
  ADD CHECK (opinion_on IS NULL OR role = 'reviewer');

-- What a reader who was asked says of the review as it was at that version; rewritten since, it is asked anew.
CREATE TABLE app.review_opinion (
  application_id uuid NOT NULL REFERENCES app.application,
  review_id uuid NOT NULL REFERENCES app.review,
  account_id uuid NOT NULL REFERENCES app.staff_account,
  opinion text NOT NULL CHECK (opinion IN ('agree', 'disagree')),
  review_version integer NOT NULL,
  given_on date NOT NULL DEFAULT app.today(),
  PRIMARY KEY (review_id, account_id)
);
CREATE TRIGGER archive_guards BEFORE INSERT OR UPDATE ON app.review_opinion FOR EACH ROW EXECUTE FUNCTION app.archive_guards_application();

-- Who is asked today, and what they say: the review is in and shared, and the file still with them.
CREATE VIEW app.opinion_asked WITH (security_invoker = true) AS
  SELECT s.application_id, s.account_id, r.id AS review_id, r.account_id AS author_id, coalesce(o.opinion, 'asked') AS opinion
  FROM app.assignment s JOIN app.review r ON r.id = s.opinion_on AND r.state = 'submitted' AND NOT r.is_private
    LEFT JOIN app.review_opinion o ON o.review_id = r.id AND o.account_id = s.account_id AND o.review_version = r.version
  WHERE s.role = 'reviewer' AND s.ended_on IS NULL;

-- As before, and files a reviewer has not read yet count as something that waits.
CREATE OR REPLACE FUNCTION app.staff_digest() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_count integer;
BEGIN
  INSERT INTO app.outbox (kind, class, staff_account_id, subject_version)
    SELECT 'mail', 'staff_digest', a.id, app.day_number(l.local::date)
    FROM app.staff_account a, LATERAL (SELECT app.now() AT TIME ZONE a.zone AS local) l
    WHERE a.state = 'active' AND a.address IS NOT NULL AND extract(isodow FROM l.local) < 6 AND l.local::time BETWEEN '08:00' AND '17:59'
      AND EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = a.id AND (r.ends_on IS NULL OR r.ends_on >= app.today()) AND (
        EXISTS (SELECT 1 FROM app.staff_task t WHERE t.role = r.role AND t.state = 'open' AND t.due_on <= app.today()
          AND (t.edition_id IS NULL OR t.edition_id = r.edition_id))
        OR (r.role = 'travel_desk' AND EXISTS (SELECT 1 FROM app.visa_case c JOIN app.participation p ON p.id = c.participation_id
          WHERE p.edition_id = r.edition_id AND c.waiting_for IS NOT NULL))
        OR (r.role = 'reviewer' AND app.reads_left(a.id, r.edition_id))))
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

CREATE FUNCTION app.reads_left(p_account uuid, p_edition uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.assignment s JOIN app.application a ON a.id = s.application_id
    WHERE s.account_id = p_account AND s.role = 'reviewer' AND s.ended_on IS NULL AND a.edition_id = p_edition AND a.state = 'in_review'
      AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = p_account)
      AND NOT EXISTS (SELECT 1 FROM app.review r WHERE r.application_id = a.id AND r.account_id = p_account AND r.state = 'submitted')
      AND NOT EXISTS (SELECT 1 FROM app.opinion_asked o WHERE o.application_id = a.id AND o.account_id = p_account AND o.opinion = 'agree'))
$$;
