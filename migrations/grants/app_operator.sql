-- The operator owns the tables; what it calls as functions is named all the same.
GRANT USAGE ON SCHEMA app, sealed, wraps, audit TO app_operator;
GRANT EXECUTE ON FUNCTION app.now(), app.today(), app.key_keepers(), app.staff_renew(uuid, bytea[]), app.holds_role(uuid, uuid, text[]), audit.append(uuid, text, text, text, bytea),
  audit.first_break(), audit.chain(integer) TO app_operator;
