-- Possible conflicts of interest of the reads a proposal would add: the kind each would be, once a session has compared them.
-- Open until staff have said either way; `compared` says from which compartments.
ALTER TABLE app.proposed_pair ADD COLUMN asked text CHECK (asked IN ('family', 'personal', 'same_organisation', 'funder', 'co_signed',
  'past_reference', 'prior_dispute', 'typed_for_them', 'administrative'));
ALTER TABLE app.assignment_proposal ADD COLUMN compared text[] NOT NULL DEFAULT '{}';
