import { type PairVerdict, pairVerdicts } from '#features/application/staff/screening/alike-files.js'
import { Field } from '#platform/form/section.js'

export class DuplicateForm {
  @Field({ control: 'text', limit: 36 })
  first!: string

  @Field({ control: 'text', limit: 36 })
  second!: string

  @Field({ control: 'select', options: pairVerdicts })
  verdict!: PairVerdict
}
