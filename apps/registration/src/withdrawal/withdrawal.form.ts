import { Field } from '#platform/form/section.js'

/** What remains: nothing, what the rules keep for some weeks, or a name and one channel for the next edition. */
export const keepChoices = ['nothing', 'rules', 'next_edition'] as const
export type KeepChoice = (typeof keepChoices)[number]

export class WithdrawalForm {
  @Field({ control: 'radio', options: keepChoices, optional: true })
  keep?: KeepChoice
}
