-- A pin that an excluded country made, not which country: that is sealed in the file, and a session compares again. So an
-- exclusion that was a mistake can be taken back with what it pinned; what staff pinned in their own words stands.
ALTER TABLE app.conflict_fact ADD COLUMN by_exclusion boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT conflict_fact_by_exclusion CHECK (NOT by_exclusion OR (origin = 'pinned' AND kind <> 'none'));
