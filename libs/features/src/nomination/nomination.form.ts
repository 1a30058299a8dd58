import type { FieldErrors } from '#platform/form/description.js'
import { Field, Section } from '#platform/form/section.js'
import { isSingleAddress } from '#platform/mail/single-address.js'

const channels = ['email', 'messenger', 'phone'] as const
export type NomineeChannel = (typeof channels)[number]

/** The one form by which partners and staff put somebody forward. */
@Section({ key: 'nomination', compartment: 'contact', rule: addressErrors })
export class NominationForm {
  @Field({ control: 'text', limit: 120 })
  nominee_name!: string

  @Field({ control: 'radio', options: channels })
  nominee_channel!: NomineeChannel

  @Field({ control: 'text', limit: 254, ltr: true })
  nominee_address!: string

  @Field({ control: 'select', source: 'languages' })
  nominee_language!: string

  @Field({ control: 'textarea', limit: 800, rows: 6, compartment: 'references' })
  nominee_why!: string

  @Field({ control: 'textarea', limit: 400, rows: 3, compartment: 'references' })
  nominee_known!: string

  @Field({ control: 'radio', options: ['yes', 'no'] })
  nominee_agreed!: 'yes' | 'no'
}

/** Where we would mail, there must be exactly one address. */
function addressErrors({ nominee_channel, nominee_address }: Partial<NominationForm>): FieldErrors {
  return nominee_channel === 'email' && nominee_address && !isSingleAddress(nominee_address)
    ? { nominee_address: 'email' }
    : {}
}
