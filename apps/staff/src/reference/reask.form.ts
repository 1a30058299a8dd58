import { Field } from '#platform/form/section.js'

/** Where a referee is asked once more: a contact we found ourselves. */
export class ReaskForm {
  @Field({ control: 'text', limit: 254, ltr: true })
  reask_channel!: string
}
