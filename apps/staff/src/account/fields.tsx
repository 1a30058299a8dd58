import { staffRoles } from '#domain/staff/grants.js'
import type { FieldErrors } from '#platform/form/description.js'
import { SelectField } from '#ui/controls.js'
import { DateField, type TypedDate } from '#ui/date-field.js'
import type { Words } from '#words/index.js'
import { revealPaths } from '../reveal/reveal-paths.js'
import { accountPaths } from './account-paths.js'

/** Somebody who may stand in. */
export interface Other {
  readonly accountId: string
  readonly name: string
}

export interface GrantFieldsProps {
  readonly words: Words
  readonly others: readonly Other[]
  readonly values: { readonly role?: string; readonly ends_on?: string | TypedDate; readonly deputy?: string }
  readonly errors: FieldErrors
}

/** Role, last day, deputy. */
export const GrantFields = ({ words, others, values, errors }: GrantFieldsProps) => (
  <>
    <SelectField
      name="role"
      label={words('staff.account.role')}
      empty=""
      value={values.role}
      choices={staffRoles.map((role) => ({ value: role, label: words(`staff.role.${role}`) }))}
      error={accountError(words, 'role', errors['role'])}
    />
    <DateField
      words={words}
      name="ends_on"
      label={words('staff.account.ends_on')}
      hint={words('staff.account.ends_on_hint')}
      value={values.ends_on}
      error={accountError(words, 'ends_on', errors['ends_on'])}
    />
    <SelectField
      name="deputy"
      label={words('staff.account.deputy')}
      hint={words('staff.account.deputy_hint')}
      empty={words('staff.account.no_deputy')}
      value={values.deputy}
      choices={others.map(({ accountId, name }) => ({ value: accountId, label: name }))}
    />
  </>
)

/** The sentence of a field's code. */
export const accountError = (
  words: Words,
  part: 'name' | 'login' | 'role' | 'ends_on',
  code: string | undefined,
): string | undefined =>
  code === 'login'
    ? words('staff.account.login_unfit')
    : code && words.find(`error.${code}`, { field: words(`staff.account.${part}`), limit: part === 'name' ? 80 : 40 })

const stepUpFor = {
  accounts: accountPaths.stepUpForAccounts,
  keys: accountPaths.stepUpForKeys,
  reveals: revealPaths.stepUpForReveals,
}

/** Changes here ask for a sign-in of the last five minutes. */
export const StepUpHint = ({
  words,
  isFor,
}: {
  readonly words: Words
  readonly isFor: 'accounts' | 'keys' | 'reveals'
}) => (
  <p class="hint">
    {words('staff.account.step_up_hint')} <a href={stepUpFor[isFor]}>{words('staff.step_up.title')}</a>
  </p>
)
