import { Matches } from 'class-validator'
import { type Role, roles } from '#domain/lifecycle.js'
import { Field } from '#platform/form/section.js'
import { uuid } from '../shell/found.js'
import { IdField } from '../shell/posted-fields.js'

/** A colleague in one of their roles: `reviewer:<account id>`. */
export class AssignmentForm {
  @Field({ control: 'text', limit: 80 })
  @Matches(new RegExp(`^[a-z_]+:${uuid}$`), { message: 'choose' })
  to!: string

  /** Though the choice breaks what the page says. */
  @Field({ control: 'tick', optional: true })
  anyway?: boolean
}

/** One role of one colleague. */
export class AssignmentEndForm {
  @IdField()
  account!: string

  @Field({ control: 'select', options: roles })
  role!: Role
}
