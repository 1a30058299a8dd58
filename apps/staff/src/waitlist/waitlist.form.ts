import { Matches } from 'class-validator'
import { type SupportChoice, supportChoices } from '#domain/decision/support.js'
import { expressHours, interestDays } from '#features/waitlist/staff/change-waitlist.js'
import { Field } from '#platform/form/section.js'
import { IdField, VersionField } from '../shell/posted-fields.js'

/** The person a button is about, and their file as the page showed it. */
export class PersonForm {
  @IdField()
  application!: string

  @VersionField()
  version!: string

  @Field({ control: 'select', options: supportChoices, optional: true })
  support?: SupportChoice
}

/** Somebody chosen from the list: id and version in one, as a list has one value. */
export class ChosenForm {
  @Field({ control: 'text', limit: 46 })
  @Matches(/^[\da-f-]{36}\.\d{1,9}$/, { message: 'choose' })
  person!: string

  @Field({ control: 'select', options: supportChoices, optional: true })
  support?: SupportChoice
}

export class KeepingForm {
  @Field({ control: 'select', options: ['yes', 'no'] })
  kept!: 'yes' | 'no'
}

/** The switches of the waitlist; the day left empty is the one on which rooms are fixed. */
export class SwitchesForm {
  @VersionField()
  version!: string

  @Field({ control: 'tick', optional: true })
  is_open?: boolean

  @Field({ control: 'tick', optional: true })
  auto_promote?: boolean

  @Field({ control: 'date', optional: true })
  stop_on?: string

  @Field({ control: 'select', options: expressHours })
  express_hours!: (typeof expressHours)[number]

  @Field({ control: 'select', options: interestDays })
  interest_days!: (typeof interestDays)[number]
}
