import { Matches } from 'class-validator'
import { Field } from '#platform/form/section.js'
import { uuid } from '../shell/found.js'
import { IdField } from '../shell/posted-fields.js'

/** A colleague in one of their roles: `reviewer:<account id>`. */
export class AssignmentForm {
  @Field({ control: 'text', limit: 80 })
  @Matches(new RegExp(`^[a-z_]+:${uuid}$`), { message: 'choose' })
  to!: string
}

export class AssignmentEndForm {
  @IdField()
  account!: string
}
