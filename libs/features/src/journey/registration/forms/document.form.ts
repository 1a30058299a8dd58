import { Matches } from 'class-validator'
import { documentErrors } from '#domain/journey/identity-rules.js'
import { Field, Section } from '#platform/form/section.js'

const mrzLetters = /^[A-Z<]*$/
const kinds = [
  'ordinary',
  'service',
  'official',
  'diplomatic',
  'refugee_1951',
  'stateless_1954',
  'hk_sar',
  'mo_sar',
  'bno',
  'other_travel_document',
  'none_yet',
]

/** The travel document as printed; everything but its kind is needed only if there is one. */
@Section({ key: 'document', compartment: 'identity', rule: documentErrors })
export class DocumentForm {
  @Field({ control: 'select', options: kinds })
  document_kind!: string

  @Field({ control: 'select', source: 'issuers', optional: 'sometimes' })
  issuer?: string

  @Field({ control: 'text', limit: 30, ltr: true, optional: 'sometimes', autocomplete: 'off' })
  number?: string

  @Field({ control: 'date', optional: 'sometimes' })
  issue_date?: string

  @Field({ control: 'date', optional: 'sometimes' })
  expiry_date?: string

  @Field({ control: 'radio', options: ['yes', 'no', 'unsure'], optional: 'sometimes' })
  biometric_chip?: string

  @Field({ control: 'text', limit: 3, numeric: true, optional: 'sometimes' })
  @Matches(/^\d{1,2}$/, { message: 'number' })
  blank_pages?: string

  @Field({ control: 'text', limit: 200, optional: 'sometimes', autocomplete: 'off' })
  passport_name_native?: string

  @Field({ control: 'radio', options: ['yes', 'no'], optional: 'sometimes' })
  has_mrz?: string

  @Field({ control: 'text', limit: 39, ltr: true, capitals: true, optional: 'sometimes', autocomplete: 'off' })
  @Matches(mrzLetters, { message: 'mrz' })
  mrz_primary_identifier?: string

  @Field({ control: 'text', limit: 39, ltr: true, capitals: true, optional: true, autocomplete: 'off' })
  @Matches(mrzLetters, { message: 'mrz' })
  mrz_secondary_identifier?: string

  @Field({ control: 'select', source: 'issuers', optional: 'sometimes' })
  nationality_of_document?: string

  @Field({ control: 'radio', options: ['M', 'F', 'X', 'unspecified'], optional: 'sometimes' })
  document_sex_marker?: string
}
