-- The public process: functions for one person each, no table at all.
GRANT USAGE ON SCHEMA app TO app_registration;
GRANT EXECUTE ON FUNCTION
  app.open_edition(uuid), app.danger_contacts(), app.begin_application(uuid, bytea, bytea, bytea, bytea, bytea, bytea), app.own_session(bytea, boolean),
  app.own_sign_in(bytea, bytea, bytea, integer), app.own_sign_out(bytea), app.own_sheet_seen(bytea), app.own_idle(bytea, integer),
  app.own_park(bytea, bytea, boolean), app.own_parked(bytea, bytea), app.own_parked_end(bytea, bytea),
  app.own_draft(bytea), app.own_draft_save(bytea, text, integer, text, bytea),
  app.own_submit(bytea, text, text, uuid[], text[], text[], integer[], integer[], integer[], bytea, integer[], bytea, bytea, text[], text, bytea),
  app.own_home(bytea), app.own_inbox(bytea), app.own_message_open(bytea, uuid), app.own_message_remove(bytea, uuid),
  app.own_move(bytea, text),
  app.own_identity_save(bytea, integer, boolean, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[]),
  app.own_tasks(bytea), app.own_task_done(bytea, uuid, integer), app.rate_take(text, integer, integer),
  app.link_look(bytea), app.link_start(bytea, bytea, bytea), app.link_session_find(bytea), app.link_session_end(bytea), app.link_renew(bytea),
  app.own_idempotency_claim(bytea, bytea, bytea), app.own_idempotency_settle(bytea, bytea, bytea),
  app.reference_of(bytea), app.reference_decline(bytea), app.reference_accept_again(bytea),
  app.reference_answer(bytea, integer, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[]),
  app.own_references(bytea),
  app.own_referee_name(bytea, integer, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[])
  TO app_registration;
GRANT EXECUTE ON FUNCTION
  app.nomination_begin(bytea, bytea, bytea, bytea, bytea, bytea), app.nomination_object(bytea),
  app.partner_sign_in(bytea, bytea, bytea), app.partner_session_find(bytea), app.partner_session_end(bytea), app.partner_nominations(bytea),
  app.partner_nominate(bytea, uuid, boolean, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[])
  TO app_registration;
GRANT EXECUTE ON FUNCTION app.own_copy(bytea), app.own_copy_remove(bytea), app.own_code_again(bytea, bytea), app.own_code_is_fresh(bytea),
  app.own_replacing(bytea), app.own_section_versions(bytea), app.own_answer(bytea), app.own_notices(bytea), app.own_look_in(bytea),
  app.own_section_replace(bytea, text, text, integer, boolean, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[])
  TO app_registration;
GRANT EXECUTE ON FUNCTION app.own_standing(bytea), app.own_pause(bytea, boolean), app.own_signal(bytea), app.own_code_case_deny(bytea), app.own_withdraw(bytea, boolean, text), app.own_outside(bytea), app.own_mailbox_version(bytea),
  app.own_mailbox_save(bytea, integer, boolean, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[]), app.own_consents(bytea), app.own_consent_set(bytea, text, text, boolean),
  app.own_keep(bytea, boolean), app.own_note_number(bytea),
  app.own_note_send(bytea, integer, text, uuid[], text[], text[], integer[], bytea[], integer[], bytea[], bytea[]), app.own_code_keeps(bytea), app.own_code_basis(bytea),
  app.own_new_code(bytea, text, bytea, bytea, bytea, bytea, bytea, text[], bytea[], uuid[], text[], integer[], bytea[], uuid[], bytea[])
  TO app_registration;
GRANT EXECUTE ON FUNCTION app.own_waitlist(bytea), app.own_interest(bytea) TO app_registration;
GRANT EXECUTE ON FUNCTION app.own_wording(bytea) TO app_registration;
