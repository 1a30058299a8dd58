import { IsUUID } from 'class-validator'
import { Field } from '#platform/form/section.js'

export class LookForm {
  @Field({ control: 'text', limit: 36 })
  @IsUUID('all', { message: 'not_offered' })
  finding!: string
}
