import { type ConflictKind, conflictKinds } from '#features/vetting/staff/answer-conflict.js'
import { Field } from '#platform/form/section.js'

export const conflictAnswers = ['none', ...conflictKinds] as const

export class ConflictForm {
  @Field({ control: 'radio', options: conflictAnswers })
  kind!: ConflictKind | 'none'
}
