-- Another's review that is in has been open to this colleague: as a reader whose own is in, where it is shared; or by a role that decides,
-- which sees those kept from readers too. A role that is over has seen what it saw.
CREATE FUNCTION app.knows_review(p_application uuid, p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM app.review x JOIN app.application a ON a.id = x.application_id
    WHERE x.application_id = p_application AND x.account_id <> p_account AND x.state = 'submitted'
      AND (EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = p_account AND r.edition_id = a.edition_id
          AND r.role IN ('coordinator', 'vetting_lead', 'board'))
        OR (NOT x.is_private AND EXISTS (SELECT 1 FROM app.review o
          WHERE o.application_id = p_application AND o.account_id = p_account AND o.state = 'submitted'))))
$$;

-- Whether this colleague would read the file blind, were it given to them now. What they have handed in already was judged when it was.
CREATE FUNCTION app.would_read_blind(p_application uuid, p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT app.knows_review(p_application, p_account) OR EXISTS (SELECT 1 FROM app.review o
    WHERE o.application_id = p_application AND o.account_id = p_account AND o.state = 'submitted')
$$;

ALTER TABLE app.assignment ADD COLUMN is_blind boolean NOT NULL DEFAULT true;

CREATE FUNCTION app.assignment_blind() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.is_blind := app.would_read_blind(NEW.application_id, NEW.account_id);
  RETURN NEW;
END $$;
CREATE TRIGGER blind BEFORE INSERT ON app.assignment FOR EACH ROW WHEN (NEW.role = 'reviewer') EXECUTE FUNCTION app.assignment_blind();

-- What is in and is reopened, removed or written again was written once beside others that were open to its author since.
CREATE FUNCTION app.review_blind() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.is_blind := OLD.is_blind AND NOT app.knows_review(OLD.application_id, OLD.account_id);
  RETURN NEW;
END $$;
CREATE TRIGGER blind BEFORE UPDATE ON app.review FOR EACH ROW
  WHEN (OLD.state = 'submitted' AND (NEW.state <> 'submitted' OR NEW.record_id IS DISTINCT FROM OLD.record_id)) EXECUTE FUNCTION app.review_blind();
