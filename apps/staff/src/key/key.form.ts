import { Matches } from 'class-validator'
import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

/** Whose key, and which one the page showed. */
export class SignKeyForm {
  @IdField()
  account!: string

  @Field({ control: 'text', limit: 32 })
  @Matches(/^[0-9a-f]{32}$/, { message: 'choose' })
  key!: string
}

export class AuthenticatorForm {
  @Field({ control: 'text', limit: 12, numeric: true })
  code!: string
}
