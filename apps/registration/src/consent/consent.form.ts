import { Field } from '#platform/form/section.js'

export class ConsentForm {
  @Field({ control: 'text', limit: 60 })
  kind!: string

  @Field({ control: 'select', options: ['give', 'take_back'] })
  act!: 'give' | 'take_back'
}
