import { Matches } from 'class-validator'
import { Field } from '#platform/form/section.js'

/** The version of the request the page showed. */
export class RenewalForm {
  @Field({ control: 'text', limit: 9 })
  @Matches(/^\d+$/, { message: 'number' })
  version!: string
}
