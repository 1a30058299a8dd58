import type { Assignment } from '#features/vetting/staff/list-assignments.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { FileProps } from '../application/file-view.js'
import { PossibleConflicts } from '../conflict/possible-conflict.page.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'
import { ReaderChoices } from './reader-choice.page.js'

/** Who has the file, and the list of colleagues it can go to. */
export const AssignmentPanel = (props: FileProps) =>
  mayUse(props.me.roles, 'assignment.make') ? (
    <section>
      <h2>{props.words('staff.assign.title')}</h2>
      <Table
        caption={props.words('staff.assign.caption')}
        empty={props.words('staff.assign.empty')}
        rows={props.panels.assignments}
        keyOf={(row) => `${row.accountId} ${row.role}`}
        columns={columns(props)}
      />
      <PossibleConflicts {...props} id={props.file.id} possible={props.panels.possible} />
      <ReaderChoices {...props} />
      <AssignmentForm {...props} />
    </section>
  ) : null

const columns = ({ words, file, token }: FileProps) => [
  { name: words('staff.assign.who'), cell: (row: Assignment) => <bdi>{row.name}</bdi> },
  { name: words('staff.assign.as'), cell: (row: Assignment) => words.find(`staff.role.${row.role}`) ?? row.role },
  { name: words('staff.waiting.since'), cell: (row: Assignment) => words.date(row.since) },
  {
    name: words('staff.waiting.act'),
    cell: (row: Assignment) => (
      <form method="post" action={paths.assignmentEnds(file.id)}>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="account" value={row.accountId} />
        <input type="hidden" name="role" value={row.role} />
        <button class="second">{words('staff.assign.end')}</button>
      </form>
    ),
  },
]

const AssignmentForm = ({ words, file, panels, token }: FileProps) => {
  const has = new Set(panels.assignments.map(({ accountId, role }) => `${role}:${accountId}`))
  const choices = panels.colleagues
    .filter(({ role }) => role !== 'reviewer')
    .map(({ accountId, name, role }) => ({
      value: `${role}:${accountId}`,
      label: words('staff.assign.choice', { name, role: words.find(`staff.role.${role}`) ?? role }),
    }))
    .filter(({ value }) => !has.has(value))

  return (
    <PageForm action={paths.assignments(file.id)} token={token} id="assign">
      <SelectField name="to" label={words('staff.choice.other_roles')} choices={choices} />
      <div class="buttons">
        <button class="second">{words('staff.assign.send')}</button>
      </div>
    </PageForm>
  )
}
