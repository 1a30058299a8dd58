import { Matches } from 'class-validator'
import { Field } from '#platform/form/section.js'

const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'

/** A colleague in one of their roles: `reviewer:<account id>`. */
export class AssignmentForm {
  @Field({ control: 'text', limit: 80 })
  @Matches(new RegExp(`^[a-z_]+:${uuid}$`), { message: 'choose' })
  to!: string
}

export class AssignmentEndForm {
  @Field({ control: 'text', limit: 36 })
  @Matches(new RegExp(`^${uuid}$`), { message: 'choose' })
  account!: string
}
