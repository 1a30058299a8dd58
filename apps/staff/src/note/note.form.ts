import { Field } from '#platform/form/section.js'

export class AnswerForm {
  @Field({ control: 'textarea', limit: 5000 })
  text!: string
}
