import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

/** Case numbers, by spaces, commas or lines. */
export class CalibrationNumbersForm {
  @Field({ control: 'textarea', limit: 2000 })
  numbers!: string
}

/** A marked file, by id. */
export class CalibrationFileForm {
  @IdField()
  file!: string
}
