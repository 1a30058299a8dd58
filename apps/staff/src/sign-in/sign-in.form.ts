import { Field } from '#platform/form/section.js'

export class SignInForm {
  @Field({ control: 'text', limit: 100 })
  login!: string

  @Field({ control: 'text', limit: 256 })
  password!: string

  @Field({ control: 'text', limit: 12, numeric: true })
  code!: string

  /** The page to come back to. */
  @Field({ control: 'text', limit: 200, optional: true })
  to?: string
}
