import { describe, expect, it } from '@jest/globals'
import type { WaitingRow } from '#features/task/staff/list-waiting.js'
import { waitingPath } from './waiting-path.js'

const row = (kind: string, role: string, change: Partial<WaitingRow> = {}): WaitingRow => ({
  id: 'task',
  kind,
  role,
  application_id: 'file',
  case_number: 'ABCDEF',
  participation_id: null,
  task: null,
  lost: [],
  nomination_id: null,
  nomination: null,
  place: null,
  due_on: '2027-01-01',
  ...change,
})
const noFile = { application_id: null, case_number: null }

describe('what waits', () => {
  it.each([
    ['a link for a nominee', row('hand_over_link', 'coordinator', { ...noFile, nomination_id: 'n' }), '/nominations/n'],
    ['a link for a referee', row('hand_over_link', 'vetting_lead', { place: 1 }), '/applications/file/references'],
    ['an invitation nobody reached', row('invitation_unreached', 'coordinator'), '/applications/file#answer'],
    ['a mail kept back', row('mail_waits_harm', 'vetting_lead'), '/applications/file/vetting'],
    ['two files of one person', row('duplicate_to_close', 'board'), '/applications/file'],
    ['a free place', row('place_to_pass_on', 'coordinator', noFile), '/waitlist'],
    ['an exclusion', row('exclusion_to_look_at', 'vetting_lead', noFile), '/colleagues'],
    ['a phase that lacks people', row('phase_unready', 'vetting_lead', noFile), '/readiness'],
    ['the same for an admin', row('phase_unready_admin', 'admin', noFile), '/readiness'],
    ['a note to the desk', row('note_travel', 'travel_desk'), '/notes'],
    ['a note of a restricted file', row('note_application', 'vetting_lead'), '/applications/file'],
    ['a task of the desk', row('task_overdue', 'travel_desk', { participation_id: 'p' }), '/desk/cases/p'],
    ['a visa path', row('visa_manual', 'travel_desk', { participation_id: 'p' }), '/desk/cases/p'],
    ['a task of care', row('task_overdue', 'care', { participation_id: 'p' }), '/travel-tasks'],
    ['a signal without its case', row('quiet_signal', 'security_officer', noFile), undefined],
  ])('leads from %s to where the work is done', (_, waiting, path) => {
    expect(waitingPath(waiting)).toBe(path)
  })
})
