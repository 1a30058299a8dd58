import { Field } from '#platform/form/section.js'

/** An empty kind and an unknown one are refused by the rule itself. */
export class ConflictKindForm {
  @Field({ control: 'text', limit: 40, optional: true })
  from?: string

  @Field({ control: 'text', limit: 40, optional: true })
  to?: string
}
