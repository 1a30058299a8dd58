import type { IdleSeconds } from '#features/application/registration/applicant-session.js'
import { Field } from '#platform/form/section.js'
import { type KeepLength, keepLengths } from './keep.form.js'

/** How long the pages may stay open without use. */
const idleTimes = { short: 900, hour: 3600, long: 14_400 } as const satisfies Record<string, IdleSeconds>
export type IdleChoice = keyof typeof idleTimes
export const idleNames = Object.keys(idleTimes) as IdleChoice[]

export class IdleForm {
  @Field({ control: 'radio', options: idleNames, optional: true })
  idle?: IdleChoice

  @Field({ control: 'radio', options: keepLengths, optional: true })
  keep?: KeepLength
}

/** An hour unless another time was chosen. */
export const idleSecondsOf = ({ idle }: Partial<IdleForm>): IdleSeconds => idleTimes[idle ?? 'hour'] ?? idleTimes.hour
