import { Field } from '#platform/form/section.js'

/** A return code as typed; forgiving of case, spaces, dashes and look-alikes. */
export class CodeForm {
  @Field({ control: 'text', limit: 200, ltr: true })
  code!: string
}
