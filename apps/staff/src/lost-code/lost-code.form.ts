import { type Recognition, recognitions } from '#domain/application/code-case.js'
import { Field } from '#platform/form/section.js'

export class RecognitionForm {
  @Field({ control: 'radio', options: recognitions })
  way!: Recognition
}
