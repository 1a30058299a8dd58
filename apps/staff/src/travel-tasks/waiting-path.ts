import type { WaitingRow } from '#features/task/staff/list-waiting.js'
import { deskPaths } from '../desk/desk-paths.js'
import { paths } from '../paths.js'

/** Roles that open the files their tasks are about; a journey's desk has pages of its own. */
const opensFiles = new Set(['coordinator', 'vetting_lead', 'security_officer', 'board'])

/** Pages of a file on which the work is done; every other kind begins on the file itself. */
const ofFile: Readonly<Record<string, (id: string) => string>> = {
  hand_over_link: paths.references,
  link_renewal: paths.references,
  referee_named: paths.references,
  voucher_needed: paths.references,
  invitation_unreached: (id) => `${paths.application(id)}#answer`,
  mail_waits_harm: paths.vetting,
  mail_waits_harm_officer: paths.vetting,
  translator_needed: paths.translations,
  translation_written: paths.translations,
  translation_written_lead: paths.translations,
}

/** Screens of what hangs on no file that the role may open. */
const screens: Readonly<Record<string, string>> = {
  place_to_pass_on: paths.waitlist,
  exclusion_to_look_at: paths.colleagues,
  task_overdue: deskPaths.tasks,
  note_application: paths.notes,
  note_travel: paths.notes,
  note_safety: paths.notes,
  delegate_paused: deskPaths.cases,
  rules_stale: deskPaths.cases,
  paper_asked: paths.accounts,
  role_ends: paths.accounts,
  keepers_few: paths.keepers,
  phase_unready: paths.readiness,
  phase_unready_admin: paths.readiness,
  key_waits: paths.keys,
  key_ends: paths.keys,
  files_to_return: paths.returning,
}

/** Where the work that waits is done; undefined where there is no page for it. */
export function waitingPath(row: WaitingRow): string | undefined {
  const { kind, role, application_id: file, participation_id: participation, nomination_id: nomination } = row
  if (nomination) return paths.nomination(nomination)
  if (participation && role === 'travel_desk') return deskPaths.case(participation)
  const screen = screens[kind]
  // Of a restricted file a lead is told what others would be, and has none of their screens.
  if (screen && !(file && role === 'vetting_lead')) return screen

  return file && opensFiles.has(role) ? (ofFile[kind] ?? paths.application)(file) : undefined
}
