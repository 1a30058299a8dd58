import { Matches } from 'class-validator'
import { type StaffRole, staffRoles } from '#domain/staff/grants.js'
import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

/** A role with its last day, and who stands in. */
export class GrantForm {
  @Field({ control: 'select', options: staffRoles })
  role!: StaffRole

  @Field({ control: 'date' })
  ends_on!: string

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
