import { Field } from '#platform/form/section.js'

export class TagForm {
  @Field({ control: 'text', limit: 16 })
  code!: string

  @Field({ control: 'tick', optional: true })
  shared?: boolean
}
