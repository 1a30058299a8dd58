import { Matches } from 'class-validator'
import { Field } from '#platform/form/section.js'

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

export class ExclusionForm {
  @Field({ control: 'text', limit: 36 })
  @Matches(uuid, { message: 'choose' })
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
  @Field({ control: 'text', limit: 36 })
  @Matches(uuid, { message: 'choose' })
  account!: string

  @Field({ control: 'text', limit: 200 })
  name!: string
}

export class AffiliationEndForm {
  @Field({ control: 'text', limit: 36 })
  @Matches(uuid, { message: 'choose' })
  affiliation!: string
}
