import { IdField } from '../shell/posted-fields.js'

export class LookForm {
  @IdField()
  finding!: string
}
