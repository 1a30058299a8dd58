-- What two people agreed to is taken back by two: one sets the decision waiting again, another takes it away, or agrees to it anew.
ALTER TABLE app.decision
  -- Who took the agreement back; empty again once somebody agrees anew.
  ADD COLUMN reopened_by uuid REFERENCES app.staff_account;
