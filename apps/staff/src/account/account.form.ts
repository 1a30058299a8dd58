import { Matches } from 'class-validator'
import { type StaffRole, staffRoles } from '#domain/staff/grants.js'
import { Field } from '#platform/form/section.js'

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** A role with its last day, and who stands in. */
export class GrantForm {
  @Field({ control: 'select', options: staffRoles })
  role!: StaffRole

  @Field({ control: 'date' })
  ends_on!: string

  @Field({ control: 'text', limit: 36, optional: true })
  @Matches(uuid, { message: 'choose' })
  deputy?: string
}

/** A new colleague with one role. */
export class AccountForm {
  @Field({ control: 'text', limit: 80 })
  name!: string

  @Field({ control: 'text', limit: 40 })
  @Matches(/^[a-z0-9][a-z0-9._-]+$/i, { message: 'login' })
  login!: string

  @Field({ control: 'select', options: staffRoles })
  role!: StaffRole

  @Field({ control: 'date' })
  ends_on!: string

  @Field({ control: 'text', limit: 36, optional: true })
  @Matches(uuid, { message: 'choose' })
  deputy?: string
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
