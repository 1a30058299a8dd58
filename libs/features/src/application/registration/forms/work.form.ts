import { workErrors } from '#domain/application/form-rules.js'
import { themes } from '#domain/application/themes.js'
import { Field, Section } from '#platform/form/section.js'

const roles = [
  'lawyer',
  'journalist',
  'community_organiser',
  'ngo_staff',
  'artist',
  'academic',
  'health',
  'tech',
  'trade_union',
  'family_of_victims',
  'other',
]

export class SpokenLanguageParts {
  @Field({ control: 'select', source: 'languages' })
  lang!: string

  @Field({ control: 'select', options: ['basic', 'can_follow', 'can_speak', 'first'] })
  level!: string
}

@Section({ key: 'work', compartment: 'profile', rule: workErrors })
export class WorkForm {
  @Field({ control: 'ticks', options: roles })
  role_types!: string[]

  @Field({ control: 'ticks', options: themes, max: 3 })
  themes!: string[]

  @Field({ control: 'text', limit: 200, optional: true, autocomplete: 'off' })
  organisation?: string

  @Field({ control: 'radio', options: ['yes', 'no'], optional: 'sometimes' })
  org_contact_allowed?: string

  @Field({ control: 'repeat', parts: () => SpokenLanguageParts, min: 1, max: 4 })
  languages!: SpokenLanguageParts[]
}
