-- By what many files put forward at once were ordered: those for the waitlist stand on it in that order. Unknown for older ones.
ALTER TABLE app.decision_batch ADD COLUMN ordered_by text CHECK (ordered_by IN ('case', 'score', 'drawn'));
