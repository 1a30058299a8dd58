DO $$
DECLARE v_role text; v_schema text; v_function record;
BEGIN
  GRANT CREATE ON SCHEMA app, audit TO app_definer;
  FOR v_function IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname IN ('app', 'audit') AND p.proowner <> 'app_definer'::regrole LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO app_definer', v_function.name);
  END LOOP;
  REVOKE CREATE ON SCHEMA app, audit FROM app_definer;
  FOREACH v_role IN ARRAY ARRAY['app_definer', 'app_registration', 'app_staff', 'app_worker'] LOOP
    FOREACH v_schema IN ARRAY ARRAY['app', 'sealed', 'wraps', 'audit'] LOOP
      EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', v_schema, v_role);
      EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', v_schema, v_role);
    END LOOP;
    IF v_role <> 'app_definer' THEN
      EXECUTE format('REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA app, audit FROM %I', v_role);
    END IF;
  END LOOP;
END $$;
