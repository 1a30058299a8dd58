-- Staff process: ciphertext, wraps and workflow rows; a state column only through the move functions.
GRANT USAGE ON SCHEMA app, sealed, wraps, audit TO app_staff;
GRANT SELECT ON app.edition, app.phase, app.application, app.history, app.flag, app.decision, app.outbox, app.message, app.contact_index,
  app.staff_account, app.staff_role, app.staff_session, app.assignment, app.conflict, app.review, app.vetting_check, app.staff_task,
  app.release, app.invitation, app.freed_place, app.participation, app.journey, app.visa_case, app.visa_step, app.journey_step,
  app.task, app.task_due_history, app.reminder, app.lifecycle_state, app.lifecycle_move TO app_staff;
GRANT SELECT (application_id, public_key) ON app.access TO app_staff;
GRANT UPDATE (open_sections, wave) ON app.application TO app_staff;
GRANT UPDATE ON app.edition TO app_staff;
GRANT INSERT, UPDATE, DELETE ON app.phase TO app_staff;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.early_reading TO app_staff;
GRANT EXECUTE ON FUNCTION app.waves_collecting(uuid), app.waves_closed_to_readers(uuid), app.waves_unread(uuid) TO app_staff;
GRANT INSERT ON app.flag, app.message, app.outbox, app.release, app.staff_account, app.staff_role, app.assignment,
  app.review, app.vetting_finding, app.staff_task, app.decision TO app_staff;
GRANT UPDATE (lifted_by, lifted_on) ON app.flag TO app_staff;
GRANT UPDATE (state, second_id, reason_class, wording) ON app.decision TO app_staff;
GRANT UPDATE ON app.staff_account, app.staff_role TO app_staff;
GRANT INSERT, UPDATE, DELETE ON app.staff_session TO app_staff;
GRANT UPDATE (ended_on, ended_why, asked_conflict, compartments) ON app.assignment TO app_staff;
GRANT UPDATE (state, eligibility, scores, profile_version, record_id, version) ON app.review TO app_staff;
GRANT UPDATE (state, done_by) ON app.staff_task TO app_staff;
GRANT SELECT, INSERT ON sealed.record TO app_staff;
GRANT SELECT, INSERT, DELETE ON wraps.dek_wrap TO app_staff;
GRANT SELECT, INSERT ON wraps.key_wrap TO app_staff;
GRANT EXECUTE ON FUNCTION wraps.keys_of(bytea), wraps.records_open_to(bytea, uuid[], text[], uuid[], boolean) TO app_staff;
GRANT SELECT ON audit.entry, audit.head TO app_staff;
GRANT EXECUTE ON FUNCTION app.now(), app.today(), app.holds_role(uuid, uuid, text[]), app.rate_take(text, integer, integer),
  app.application_move(uuid, text, text, uuid, integer, uuid, text, text), app.visa_case_move(uuid, text, text, uuid, integer, text, uuid),
  app.journey_move(uuid, text, text, uuid, integer), app.task_move(uuid, text, text, uuid, integer),
  app.places_taken(uuid), app.invitation_reached(uuid, text), app.invitation_stop(uuid),
  app.opening_left(uuid, text, integer), app.opening_take(uuid, text, integer),
  audit.append(uuid, text, text, text, bytea) TO app_staff;
GRANT SELECT ON app.task_closing, app.invitation_notice, app.invitation_extension TO app_staff;
GRANT EXECUTE ON FUNCTION
  app.visa_case_assess(uuid, uuid, integer, text, date, date, date, text[], date, date, date, uuid),
  app.visa_case_step(uuid, text, uuid, integer, text, date), app.task_close(uuid, text, text, uuid, integer, text), app.invitation_extend(uuid, uuid, integer, text),
  app.task_basis(uuid) TO app_staff;
GRANT SELECT, INSERT ON app.link TO app_staff;
GRANT EXECUTE ON FUNCTION app.link_end(uuid) TO app_staff;
GRANT SELECT, INSERT ON app.duplicate_pair TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.staff_search, app.session_renewal TO app_staff;
GRANT UPDATE (sealed) ON app.staff_search TO app_staff;
GRANT UPDATE (verdict, author_id, judged_on) ON app.duplicate_pair TO app_staff;
GRANT SELECT ON app.reference, app.reference_step, app.voucher TO app_staff;
GRANT EXECUTE ON FUNCTION app.reference_ask(uuid, uuid, integer, boolean, uuid), app.reference_renew(uuid, boolean, uuid, integer),
  app.reference_states(uuid), app.voucher_enter(uuid, uuid, text, date, uuid, boolean) TO app_staff;
GRANT SELECT ON app.nomination TO app_staff;
GRANT SELECT (id, edition_id, number, quota, closed_on) ON app.partner TO app_staff;
GRANT EXECUTE ON FUNCTION app.nomination_add(uuid, uuid, uuid, boolean, text[]), app.nomination_move(uuid, text, text, uuid, integer),
  app.partner_add(uuid, uuid, uuid, bytea, bytea), app.partner_close(uuid, uuid) TO app_staff;
GRANT SELECT ON app.section_version TO app_staff;
GRANT EXECUTE ON FUNCTION app.profile_number(uuid), app.sections_shared(uuid, text[], uuid), app.message_say(uuid, integer, uuid) TO app_staff;
GRANT EXECUTE ON FUNCTION app.reviews_waiting(uuid, uuid, uuid), app.would_read_blind(uuid, uuid) TO app_staff;
GRANT SELECT, INSERT ON app.translation TO app_staff;
GRANT UPDATE (asked_by, asked_on, profile_number, written_on, written_number, version) ON app.translation TO app_staff;
GRANT SELECT ON app.translation_standing, app.translation_waiting TO app_staff;
GRANT SELECT ON app.code_case, app.code_check, app.note TO app_staff;
GRANT UPDATE (answered_by, answered_on) ON app.note TO app_staff;
GRANT EXECUTE ON FUNCTION app.code_case_move(uuid, text, text, uuid), app.code_case_open(uuid, uuid),
  app.code_case_confirm(uuid, text, uuid, text), app.code_case_issue(uuid, uuid, bytea, bytea, uuid, bytea), app.code_case_display(uuid)
  TO app_staff;
GRANT SELECT (edition_id, made_by, made_on, used_by), INSERT (hash, edition_id, made_by) ON app.late_code TO app_staff;
GRANT SELECT ON app.call_window, app.form_template, app.edition_form TO app_staff;
GRANT EXECUTE ON FUNCTION app.call_window_put(uuid, uuid, integer, timestamptz, timestamptz), app.call_window_remove(uuid, uuid, integer),
  app.form_template_set(integer, text[], boolean), app.call_has_begun(uuid), app.edition_archive(uuid, boolean) TO app_staff;
GRANT SELECT ON app.danger_contact TO app_staff;
GRANT EXECUTE ON FUNCTION app.danger_contact_put(uuid, integer, text, text, text[], text), app.danger_contact_remove(uuid, integer),
  app.danger_contact_shift(uuid, integer, integer) TO app_staff;
GRANT SELECT, INSERT ON app.reader, app.assignment_proposal, app.proposed_pair TO app_staff;
GRANT UPDATE (languages, min_load, max_load, willing, regions, version) ON app.reader TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.assignment_refusal TO app_staff;
GRANT UPDATE (state, failure, added, kept, removed, incomplete, compared, beyond_cap, settled_by, settled_on) ON app.assignment_proposal TO app_staff;
GRANT UPDATE (asked, is_compared) ON app.proposed_pair TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.reader_pair, app.calibration_file TO app_staff;
GRANT SELECT, INSERT, UPDATE (kind, author_id, noted_on, by_exclusion) ON app.conflict_fact TO app_staff;
GRANT EXECUTE ON FUNCTION app.conflict_unpin(uuid, uuid) TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.staff_exclusion, app.staff_affiliation TO app_staff;
GRANT UPDATE (author_id) ON app.staff_affiliation TO app_staff;
GRANT SELECT ON app.former_address TO app_staff;
GRANT SELECT ON app.opinion_asked, app.reading, app.empty_place TO app_staff;
GRANT SELECT ON app.uncompared, app.to_compare TO app_staff;
GRANT EXECUTE ON FUNCTION app.unassigned_roles() TO app_staff;
GRANT SELECT, DELETE ON app.exclusion_due TO app_staff;
GRANT SELECT, INSERT ON app.review_opinion TO app_staff;
GRANT UPDATE (opinion, review_version, given_on) ON app.review_opinion TO app_staff;
GRANT UPDATE (is_private, reopened_on) ON app.review TO app_staff;
GRANT SELECT, INSERT ON app.approval TO app_staff;
GRANT UPDATE (state, second_id, sample_ok, sample) ON app.approval TO app_staff;
GRANT SELECT, INSERT ON app.word_check TO app_staff;
GRANT EXECUTE ON FUNCTION app.word_heard(uuid, uuid[]), app.release_due(uuid[]) TO app_staff;
GRANT SELECT ON app.vetting_finding, app.harm_item TO app_staff;
GRANT SELECT, INSERT ON app.finding_look, app.harm_finding, app.call_note, app.integrity_concern, app.concern_settlement, app.apart_pair TO app_staff;
GRANT UPDATE (second_id, settled_on) ON app.concern_settlement TO app_staff;
GRANT UPDATE (ended_by, ended_on) ON app.apart_pair TO app_staff;
GRANT EXECUTE ON FUNCTION app.harm_is_open(uuid), app.concern_stands(uuid), app.is_restricted(uuid), app.roles_beside(app.lifecycle_move, uuid), app.reference_reask(uuid, uuid, boolean, uuid) TO app_staff;
GRANT SELECT, INSERT ON app.eligibility, app.vetting_flag TO app_staff;
GRANT UPDATE (number, for_others, universality, peaceful, reason_class) ON app.eligibility TO app_staff;
GRANT UPDATE (lifted_by, lifted_on) ON app.vetting_flag TO app_staff;
GRANT EXECUTE ON FUNCTION app.screening_waits(app.application, text) TO app_staff;
GRANT SELECT ON app.alternate_days, app.promotion, app.promotion_plan, app.waitlist_run, app.waitlist_interest TO app_staff;
GRANT INSERT ON app.alternate_days, app.promotion_plan TO app_staff;
GRANT UPDATE (normal_until, express_until, noted_by, noted_on) ON app.alternate_days TO app_staff;
GRANT EXECUTE ON FUNCTION app.alternate_days_forget(uuid[]), app.line_stamp(uuid, boolean), app.line_plan_write(uuid, uuid, text, text, jsonb) TO app_staff;
GRANT EXECUTE ON FUNCTION app.place_block(uuid, uuid, uuid, boolean), app.gave_place_up(uuid), app.journey_gave_up(uuid), app.apart_from_holder(uuid), app.apart_holders(uuid), app.second_seen(uuid, uuid), app.is_held(uuid),
  app.joined_line_on(uuid), app.is_too_late(uuid), app.next_in_queue(uuid, boolean, uuid), app.declared_before(uuid, uuid), app.is_stopped(uuid), app.stands_in_line(uuid), app.place_problem(uuid, text), app.release_look(uuid, text, text[]) TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.saved_search TO app_staff;
GRANT UPDATE (name, is_shared, removed_on) ON app.saved_search TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.file_tag TO app_staff;
GRANT SELECT, INSERT, UPDATE (taken_on) ON app.file_export TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.staff_paper, app.key_signature TO app_staff;
GRANT SELECT ON app.key_left TO app_staff;
GRANT SELECT, UPDATE (version) ON app.annex_head TO app_staff;
GRANT EXECUTE ON FUNCTION app.key_keepers(), app.staff_close(uuid, bytea[]), app.staff_renew(uuid, bytea[]),
  app.keeps_end(uuid, bytea[]) TO app_staff;
GRANT SELECT, INSERT ON app.decision_batch TO app_staff;
GRANT SELECT, INSERT ON app.entitlement TO app_staff;
GRANT UPDATE (removed_on) ON app.entitlement TO app_staff;
GRANT UPDATE (release_id, reopened_by, batch_id) ON app.decision TO app_staff;
GRANT SELECT, INSERT, DELETE ON app.outside_appointment TO app_staff;
GRANT SELECT, INSERT ON app.selection_settings, app.board_list, app.board_move, app.board_run, app.board_standing, app.board_lottery, app.board_word, app.waitlist_lottery TO app_staff;
GRANT UPDATE (version) ON app.board_list TO app_staff;
GRANT EXECUTE ON FUNCTION app.board_settle(uuid), app.board_shown(uuid) TO app_staff;
GRANT UPDATE (state, step, failure, findings, is_proven, total, bound, input_digest, result_digest, result_list, left_free) ON app.board_run TO app_staff;
GRANT UPDATE (state, step, failure, pool_digest, commitment, seed, chosen, drawn_by, drawn_on, result_list) ON app.board_lottery TO app_staff;
GRANT UPDATE (seed, drawn, drawn_by, drawn_on) ON app.waitlist_lottery TO app_staff;
GRANT SELECT ON app.told_role, app.kept_from, app.told_task TO app_staff;
GRANT EXECUTE ON FUNCTION app.files_taken(uuid, uuid, text[], text, bytea[]) TO app_staff;
GRANT SELECT ON app.told_second, app.finding_alone, app.settlement_alone TO app_staff;
GRANT EXECUTE ON FUNCTION app.owes_review(uuid, uuid) TO app_staff;
GRANT EXECUTE ON FUNCTION app.mail_is_kept(uuid), app.is_unreached(uuid) TO app_staff;
GRANT SELECT, INSERT, UPDATE (state, second_id, open_until) ON app.reveal TO app_staff;
GRANT INSERT ON app.reveal_wrap TO app_staff;
GRANT EXECUTE ON FUNCTION app.reveal_held(uuid, text[], bytea), app.reveal_end(uuid), app.reveals_end() TO app_staff;
GRANT SELECT ON app.typed_by TO app_staff;
GRANT EXECUTE ON FUNCTION app.typed_by_note(uuid[], boolean[]), app.spoken_missing(uuid) TO app_staff;
GRANT EXECUTE ON FUNCTION app.evidence_is_proven(uuid, text) TO app_staff;
