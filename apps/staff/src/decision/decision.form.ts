import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { secondMoves } from '#domain/decision/outcomes.js'
import { reasonClasses } from '#domain/decision/reasons.js'
import { type SupportLine, supportLines } from '#domain/decision/support.js'
import { type Wording, wordings } from '#domain/decision/wordings.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

export class DecisionForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: secondMoves })
  move!: ApplicationMove

  @Field({ control: 'select', options: reasonClasses })
  reason_class!: (typeof reasonClasses)[number]

  @Field({ control: 'select', options: wordings, optional: true })
  wording?: Wording

  /** Sealed to `risk`; beside the codes the only words of a decision. */
  @Field({ control: 'textarea', limit: 3000, optional: true })
  memo?: string

  /** What would be paid for them, with an invitation. */
  @Field({ control: 'ticks', options: supportLines, optional: true })
  support?: SupportLine[]
}
