import { Matches } from 'class-validator'
import { reasonsFor } from '#domain/decision/reasons.js'
import { type SupportLine, supportLines } from '#domain/decision/support.js'
import { type Wording, wordings } from '#domain/decision/wordings.js'
import { longestInAddress } from '#features/application/staff/search/application-query.js'
import { type ManyMove, manyMoves } from '#features/decision/staff/many/dry-run.js'
import { Field } from '#platform/form/section.js'

/** Which list: its query, without order and place. */
export class ListForm {
  @Field({ control: 'text', limit: 20, optional: true })
  @Matches(/^[a-z_]*$/, { message: 'choose' })
  state?: string

  @Field({ control: 'text', limit: longestInAddress, optional: true })
  filter?: string

  @Field({ control: 'text', limit: 36, optional: true })
  @Matches(/^[0-9a-f-]*$/, { message: 'choose' })
  search?: string
}

/** Which decision about all of the list. */
export class ManyForm extends ListForm {
  @Field({ control: 'select', options: manyMoves })
  move!: ManyMove

  @Field({ control: 'select', options: reasonsFor('release_reject') })
  reason_class!: string

  @Field({ control: 'select', options: wordings, optional: true })
  wording?: Wording

  /** What would be paid for each of them, with an invitation. */
  @Field({ control: 'ticks', options: supportLines, optional: true })
  support?: SupportLine[]

  /** Exactly which files the dry run found ready. */
  @Field({ control: 'text', limit: 64, optional: true })
  @Matches(/^[0-9a-f]*$/, { message: 'choose' })
  digest?: string
}
