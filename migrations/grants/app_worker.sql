-- Worker: outbox, mailbox records, plain facts of journeys, moves the clock may make.
GRANT USAGE ON SCHEMA app, audit TO app_worker;
GRANT SELECT ON app.edition, app.phase, app.participation, app.journey, app.visa_case, app.visa_step, app.task, app.reminder, app.invitation,
  app.staff_task, app.staff_role, app.flag, app.history TO app_worker;
GRANT SELECT (id, edition_id, wave, state, version, submitted_week, keep_until, queue_number) ON app.application TO app_worker;
GRANT SELECT (id, login, address, zone, state, public_key) ON app.staff_account TO app_worker;
GRANT SELECT (id, kind, class, application_id, participation_id, staff_account_id, link_id, subject_version, state, attempt, due_at) ON app.outbox TO app_worker;
GRANT INSERT ON app.staff_task, app.flag, app.outbox TO app_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.contact_index TO app_worker;
GRANT EXECUTE ON FUNCTION app.now(), app.today(), app.outbox_due(integer), app.outbox_claim(uuid, integer, uuid, integer),
  app.outbox_mark(uuid, uuid), app.outbox_settle(uuid, uuid, text, integer, integer), app.outbox_put_back(uuid, uuid, timestamptz),
  app.outbox_told_otherwise(uuid, uuid), app.mailbox_record(uuid, bytea, integer), audit.chain(integer),
  app.application_move(uuid, text, text, uuid, integer, uuid, text, text), app.task_move(uuid, text, text, uuid, integer),
  app.journey_move(uuid, text, text, uuid, integer) TO app_worker;
GRANT EXECUTE ON FUNCTION app.task_basis(uuid), app.tasks_bring(uuid, text, jsonb), app.visa_case_outdated(uuid, date),
  app.remind(uuid, uuid[], text[], date[]), app.task_escalate(uuid, text), app.invitation_notify(uuid, text[]), app.staff_digest(),
  app.sessions_sweep(), app.undo_sweep() TO app_worker;
GRANT EXECUTE ON FUNCTION app.link_mailbox(uuid, bytea) TO app_worker;
GRANT SELECT ON app.reference TO app_worker;
GRANT EXECUTE ON FUNCTION app.reference_settings(uuid), app.reference_notify(uuid, integer[]),
  app.reference_move(uuid, text, text, uuid, integer) TO app_worker;
GRANT SELECT (id, state, expires_on, keep_until) ON app.nomination TO app_worker;
GRANT EXECUTE ON FUNCTION app.nomination_move(uuid, text, text, uuid, integer) TO app_worker;
GRANT SELECT ON app.phase_notice TO app_worker;
GRANT EXECUTE ON FUNCTION app.phase_notify(uuid, text, text, integer) TO app_worker;
GRANT EXECUTE ON FUNCTION app.waitlist_run(uuid), app.interest_ask(uuid), app.unreached_tell() TO app_worker;
GRANT SELECT ON app.annex_head TO app_worker;
GRANT EXECUTE ON FUNCTION app.roles_over(), app.role_over(uuid, uuid, text, bytea[]), app.key_over(uuid) TO app_worker;
GRANT EXECUTE ON FUNCTION app.key_keepers(), app.staff_life_tell(boolean, boolean, boolean, uuid[]), app.phases_ahead(text[]),
  app.phases_tell(uuid[]) TO app_worker;
GRANT EXECUTE ON FUNCTION app.reveals_end() TO app_worker;
