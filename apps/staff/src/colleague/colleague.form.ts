import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

export class ExclusionForm {
  @IdField()
  account!: string

  @Field({ control: 'select', source: 'countries' })
  country!: string
}

/** An organisation somebody belongs to, in their own words. */
export class OwnAffiliationForm {
  @Field({ control: 'text', limit: 200 })
  name!: string
}

export class AffiliationForm {
  @IdField()
  account!: string

  @Field({ control: 'text', limit: 200 })
  name!: string
}

export class AffiliationEndForm {
  @IdField()
  affiliation!: string
}
