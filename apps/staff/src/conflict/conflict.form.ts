import { type DeclarableKind, declarableKinds } from '#domain/vetting/conflict.js'
import { Field } from '#platform/form/section.js'

export const conflictAnswers = ['none', ...declarableKinds] as const

export class ConflictForm {
  @Field({ control: 'radio', options: conflictAnswers })
  kind!: DeclarableKind | 'none'
}
