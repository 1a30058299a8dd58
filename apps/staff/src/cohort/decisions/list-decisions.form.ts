import { Matches } from 'class-validator'
import { type Wording, wordings } from '#domain/decision/wordings.js'
import { type Forward, restChoices } from '#features/selection/staff/list/put-forward.js'
import { type SupportChoice, supportChoices } from '#domain/decision/support.js'
import { Field } from '#platform/form/section.js'

/** What is to become of those who are not on the list, and the words that go with it. */
export class ForwardForm {
  @Field({ control: 'text', limit: 4, numeric: true, optional: true })
  @Matches(/^\d{1,4}$/, { message: 'number' })
  waitlist?: string

  @Field({ control: 'radio', options: restChoices, optional: true })
  rest?: Forward['rest']

  @Field({ control: 'radio', options: supportChoices, optional: true })
  support?: SupportChoice

  @Field({ control: 'select', options: wordings, optional: true })
  wording?: Wording

  /** Exactly which files the dry run found ready, in which order. */
  @Field({ control: 'text', limit: 64, optional: true })
  @Matches(/^[0-9a-f]*$/, { message: 'choose' })
  digest?: string
}

/** As the use-case takes it. */
export const forwardIn = ({ waitlist, rest = 'leave', support = 'asked' }: Partial<ForwardForm>): Forward => ({
  waitlist: waitlist === undefined ? undefined : Number(waitlist),
  rest,
  support,
})
