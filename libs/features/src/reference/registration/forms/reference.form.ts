import { referenceErrors } from '#domain/reference/answers.js'
import { Field, Section } from '#platform/form/section.js'

/** How a member of our staff can make sure that it was this person who answered. */
export class VerifyParts {
  @Field({ control: 'select', options: ['phone', 'signal', 'whatsapp', 'email', 'other'] })
  channel!: string

  @Field({ control: 'text', limit: 200, ltr: true })
  handle!: string

  @Field({ control: 'text', limit: 120 })
  time!: string
}

/** What a referee is asked. Risk and concerns go to the compartment `risk`, how to be reached to `contact`. */
@Section({ key: 'reference', compartment: 'references', rule: referenceErrors })
export class ReferenceForm {
  @Field({ control: 'select', options: ['works_together', 'same_field', 'supports_work', 'same_community', 'other'] })
  how_know!: string

  @Field({ control: 'text', limit: 200, optional: 'sometimes' })
  how_know_more?: string

  @Field({ control: 'select', options: ['under_1', '1_2', '3_5', '6_10', 'over_10'] })
  since_when!: string

  @Field({ control: 'radio', options: ['yes', 'no', 'cannot_say'] })
  peaceful_rights_work!: string

  @Field({ control: 'textarea', limit: 400, rows: 3, optional: true })
  peaceful_rights_work_more?: string

  @Field({ control: 'radio', options: ['yes', 'no', 'cannot_say'] })
  respects_universality!: string

  @Field({ control: 'textarea', limit: 800, rows: 6 })
  example_of_work!: string

  @Field({
    control: 'radio',
    options: ['none', 'some', 'serious', 'life', 'cannot_say'],
    optional: true,
    compartment: 'risk',
  })
  risk_known?: string

  @Field({ control: 'textarea', limit: 400, rows: 3, optional: true, compartment: 'risk' })
  risk_known_more?: string

  @Field({ control: 'radio', options: ['yes', 'with_conditions', 'no'] })
  would_trust_in_closed_room!: string

  @Field({ control: 'textarea', limit: 800, rows: 4, optional: true, compartment: 'risk' })
  concerns?: string

  @Field({ control: 'radio', options: ['family', 'same_organisation', 'funder', 'none'] })
  conflict_of_interest!: string

  @Field({ control: 'group', compartment: 'contact', parts: () => VerifyParts })
  verify_me_by!: VerifyParts

  @Field({ control: 'radio', options: ['confidential', 'may_be_shown'] })
  confidential!: string
}

/** What stands in the form before anything was typed: answers are confidential unless the referee says otherwise. */
export const untouchedReference = { confidential: 'confidential' } as const
