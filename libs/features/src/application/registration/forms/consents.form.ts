import { consentErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'consents', compartment: 'contact', rule: consentErrors })
export class ConsentsForm {
  @Field({ control: 'ticks', options: ['processing', 'partner_vetting', 'next_edition'], optional: 'sometimes' })
  consents!: string[]
}
