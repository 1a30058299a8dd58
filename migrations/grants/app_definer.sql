-- Owner of the definer functions: rows only, no schema, no login.
GRANT USAGE ON SCHEMA app, sealed, wraps, audit TO app_definer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA app TO app_definer;
GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA sealed TO app_definer;
GRANT USAGE ON SEQUENCE app.queue_number, app.second_told_number TO app_definer;
GRANT UPDATE ON sealed.draft TO app_definer;
GRANT SELECT, INSERT, DELETE ON wraps.dek_wrap TO app_definer;
GRANT SELECT, DELETE ON wraps.key_wrap TO app_definer;
GRANT SELECT, INSERT ON audit.entry TO app_definer;
GRANT SELECT, UPDATE ON audit.head TO app_definer;
GRANT SELECT, INSERT, DELETE ON audit.pending TO app_definer;
REVOKE UPDATE ON app.clock FROM app_definer;
