-- A read the session of somebody else than its reader has looked at for a conflict of interest: nobody asks about themself.
ALTER TABLE app.proposed_pair ADD COLUMN is_compared boolean NOT NULL DEFAULT false;
