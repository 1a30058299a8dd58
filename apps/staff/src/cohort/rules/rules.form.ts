import { Matches } from 'class-validator'
import { type Family, ruledFamilies } from '#domain/selection/draft/families.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../../shell/posted-fields.js'

const number = { message: 'number' }

/** A rule for one value; what is typed is judged by the use-case, all of it at once. */
export class RuleParts {
  @Field({ control: 'select', options: ruledFamilies })
  family!: Family

  @Field({ control: 'text', limit: 40 })
  value!: string

  @Field({ control: 'text', limit: 20, numeric: true, optional: true })
  floor?: string

  @Field({ control: 'text', limit: 20, numeric: true, optional: true })
  target?: string

  @Field({ control: 'text', limit: 20, numeric: true, optional: true })
  cap?: string
}

/** What a cohort is chosen under. Money is typed in whole crowns. */
export class RulesForm {
  @VersionField()
  version!: string

  @Field({ control: 'text', limit: 4, numeric: true })
  @Matches(/^\d{1,4}$/, number)
  over_invitation!: string

  @Field({ control: 'tick', optional: true })
  lottery?: boolean

  @Field({ control: 'text', limit: 4, numeric: true })
  @Matches(/^[1-9]\d{0,3}$/, number)
  most_per_organisation!: string

  @Field({ control: 'text', limit: 4, numeric: true })
  @Matches(/^[1-9]\d{0,3}$/, number)
  most_per_country!: string

  @Field({ control: 'text', limit: 2, numeric: true })
  @Matches(/^[1-9]\d?$/, number)
  most_languages!: string

  @Field({ control: 'text', limit: 9, numeric: true, optional: true })
  @Matches(/^\d{1,9}$/, number)
  budget?: string

  @Field({ control: 'text', limit: 7, numeric: true, optional: true })
  @Matches(/^\d{1,7}$/, number)
  flight?: string

  @Field({ control: 'text', limit: 7, numeric: true, optional: true })
  @Matches(/^\d{1,7}$/, number)
  hotel?: string

  @Field({ control: 'text', limit: 7, numeric: true, optional: true })
  @Matches(/^\d{1,7}$/, number)
  visa?: string

  @Field({ control: 'text', limit: 7, numeric: true, optional: true })
  @Matches(/^\d{1,7}$/, number)
  daily_allowance?: string

  @Field({ control: 'text', limit: 7, numeric: true, optional: true })
  @Matches(/^\d{1,7}$/, number)
  childcare?: string

  @Field({ control: 'text', limit: 7, numeric: true, optional: true })
  @Matches(/^\d{1,7}$/, number)
  passport_fee?: string

  @Field({ control: 'repeat', parts: () => RuleParts, max: 200 })
  rules!: RuleParts[]
}
