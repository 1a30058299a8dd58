import { Field } from '#platform/form/section.js'
import { IdField, VersionField } from '../shell/posted-fields.js'

export class ExclusionForm {
  @IdField()
  account!: string

  @Field({ control: 'select', source: 'countries' })
  country!: string
}

/** An exclusion taken back. */
export class ExclusionEndForm {
  @IdField()
  account!: string

  @Field({ control: 'select', source: 'countries' })
  country!: string

  /** With what was pinned because of it. */
  @Field({ control: 'tick', optional: true })
  clear?: boolean
}

/** An organisation somebody belongs to, in their own words. */
export class OwnAffiliationForm {
  @Field({ control: 'text', limit: 200 })
  name!: string
}

/** Languages one reads. */
export class OwnLanguagesForm {
  @VersionField()
  version!: string

  @Field({ control: 'selects', source: 'languages', max: 8 })
  languages!: string[]
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
