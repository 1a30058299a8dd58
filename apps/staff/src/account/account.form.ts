import { Matches } from 'class-validator'
import { type StaffRole, staffRoles } from '#domain/staff/grants.js'
import type { FormClass } from '#platform/form/description.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

/** A role with its last day, and who stands in. */
export class GrantForm {
  @Field({ control: 'select', options: staffRoles })
  role!: StaffRole

  /** An admin may stay without one. */
  @Field({ control: 'date', optional: true })
  ends_on?: string

  @IdField({ optional: true })
  deputy?: string
}

/** A new colleague with one role. */
export class AccountForm extends GrantForm {
  @Field({ control: 'text', limit: 80 })
  name!: string

  @Field({ control: 'text', limit: 40 })
  @Matches(/^[a-z0-9][a-z0-9._-]+$/i, { message: 'login' })
  login!: string

  @Field({ control: 'email', optional: true })
  address?: string

  @Field({ control: 'select', source: 'zones', optional: true })
  zone?: string
}

/** How a colleague is told that something waits, and by which clock. */
export class ContactForm {
  @Field({ control: 'email', optional: true })
  address?: string

  @Field({ control: 'select', source: 'zones' })
  zone!: string
}

export class GrantEndForm {
  @Field({ control: 'select', options: staffRoles })
  role!: StaffRole
}

/** That the person read what follows. */
export class RemovalForm {
  @Field({ control: 'tick', optional: true })
  sure?: boolean
}

/** The form as posted; without a last day it is unfit for every role but the admin's. */
export function grantForm<T extends GrantForm>(form: FormClass<T>, body: unknown): ReadForm<T> {
  const { values, errors } = readForm(form, body)
  const isMissing = !values.ends_on && !errors['ends_on'] && values.role !== 'admin'
  return { values, errors: isMissing ? { ...errors, ends_on: 'missing' } : errors }
}
