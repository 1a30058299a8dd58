import { Field } from '#platform/form/section.js'

export class PauseForm {
  @Field({ control: 'select', options: ['set', 'lift'] })
  act!: 'set' | 'lift'
}
