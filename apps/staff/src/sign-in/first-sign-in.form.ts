import { Field } from '#platform/form/section.js'

/** What the paper says, and a passphrase typed twice. */
export class FirstSignInForm {
  @Field({ control: 'text', limit: 100 })
  login!: string

  @Field({ control: 'text', limit: 100 })
  code!: string

  @Field({ control: 'text', limit: 1024 })
  passphrase!: string

  @Field({ control: 'text', limit: 1024 })
  again!: string
}

export class ForgottenForm {
  @Field({ control: 'text', limit: 100 })
  login!: string
}
