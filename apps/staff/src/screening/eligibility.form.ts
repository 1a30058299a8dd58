import {
  type DefinitionAnswer,
  definitionAnswers,
  type EligibilityReason,
  eligibilityReasons,
} from '#domain/vetting/definition-test.js'
import { Field } from '#platform/form/section.js'

/** The three questions of the definition test, and what the answers rest on. */
export class EligibilityForm {
  @Field({ control: 'radio', options: definitionAnswers })
  for_others!: DefinitionAnswer

  @Field({ control: 'radio', options: definitionAnswers })
  universality!: DefinitionAnswer

  @Field({ control: 'radio', options: definitionAnswers })
  peaceful!: DefinitionAnswer

  @Field({ control: 'select', options: eligibilityReasons })
  rests_on!: EligibilityReason
}
