import type { FieldErrors } from '#platform/form/description.js'
import { TextField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { Refused } from '../shell/notice.js'
import { accountPaths } from './account-paths.js'
import { contactError, ContactFields, type ContactFieldsProps } from './contact-fields.js'
import { accountError, GrantFields, type GrantFieldsProps, type Other, StepUpHint } from './fields.js'

export interface NewAccountProps {
  readonly words: Words
  readonly token: string
  readonly others: readonly Other[]
  readonly values: GrantFieldsProps['values'] &
    ContactFieldsProps['values'] & { readonly name?: string; readonly login?: string }
  readonly errors: FieldErrors
  readonly notice?: unknown
}

const parts = ['name', 'login', 'address', 'zone', 'role', 'ends_on'] as const

/** Name, sign-in name and one role; what was typed stays. */
export const NewAccountText = ({ words, token, others, values, errors, notice }: NewAccountProps) => (
  <>
    <ErrorSummary
      words={words}
      items={parts.flatMap((path) => {
        const isContact = path === 'address' || path === 'zone'
        const text = isContact ? contactError(words, path, errors[path]) : accountError(words, path, errors[path])
        return text ? [{ path, text }] : []
      })}
    />
    <Refused code={notice} />
    <h1>{words('staff.account.new')}</h1>
    <p class="lead">{words('staff.account.new_lead')}</p>
    <StepUpHint words={words} isFor="accounts" />
    <PageForm action={accountPaths.accounts} token={token}>
      <TextField
        name="name"
        label={words('staff.account.name')}
        value={values.name}
        error={accountError(words, 'name', errors['name'])}
      />
      <TextField
        name="login"
        label={words('staff.account.login')}
        hint={words('staff.account.login_hint')}
        value={values.login}
        width="w2"
        ltr
        error={accountError(words, 'login', errors['login'])}
      />
      <ContactFields words={words} values={values} errors={errors} />
      <GrantFields words={words} others={others} values={values} errors={errors} />
      <div class="buttons">
        <button class="main">{words('staff.account.make')}</button>
      </div>
    </PageForm>
  </>
)
