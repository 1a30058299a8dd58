import { consentErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'consents', compartment: 'contact', rule: consentErrors })
export class ConsentsForm {
  @Field({ control: 'ticks', options: ['processing', 'partner_vetting', 'next_edition'], optional: 'sometimes' })
  consents!: string[]

  @Field({
    control: 'select',
    options: ['partner', 'colleague', 'social_media', 'search', 'earlier_edition', 'other', 'prefer_not'],
    compartment: 'balance',
    optional: true,
  })
  heard_from?: string
}
