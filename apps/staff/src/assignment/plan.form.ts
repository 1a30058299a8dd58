import { Matches } from 'class-validator'
import type { AssignmentMode } from '#domain/assignment/problem.js'
import { Field } from '#platform/form/section.js'
import { IdField, VersionField } from '../shell/posted-fields.js'

const wholeNumber = { message: 'number' }

/** How a proposal is to be made: `cap` in percent. */
export class ProposalForm {
  @Field({ control: 'radio', options: ['ensure', 'balance_new', 'adjust'] })
  mode!: AssignmentMode

  @Field({ control: 'text', limit: 2, numeric: true })
  @Matches(/^([1-9]|1\d|20)$/, wholeNumber)
  reads!: string

  @Field({ control: 'text', limit: 3, numeric: true })
  @Matches(/^([1-9]\d?|100)$/, wholeNumber)
  cap!: string

  @Field({ control: 'text', limit: 9, numeric: true })
  @Matches(/^\d{1,9}$/, wholeNumber)
  seed!: string
}

/** What one reader takes; without `most` there is no limit. */
export class ReaderForm {
  @VersionField()
  version!: string

  @Field({ control: 'selects', source: 'languages', max: 8 })
  languages!: string[]

  @Field({ control: 'text', limit: 4, numeric: true })
  @Matches(/^\d{1,4}$/, wholeNumber)
  least!: string

  @Field({ control: 'text', limit: 4, numeric: true, optional: true })
  @Matches(/^\d{1,4}$/, wholeNumber)
  most?: string

  @Field({ control: 'tick', optional: true })
  willing?: boolean
}

/** Rows `case number, reader's address`, and whether they are looked at or assigned. */
export class RowsForm {
  @Field({ control: 'textarea', limit: 50_000 })
  rows!: string

  @Field({ control: 'radio', options: ['look', 'enter'] })
  act!: 'look' | 'enter'
}

/** Two readers, by id. */
export class ReaderPairForm {
  @IdField()
  one!: string

  @IdField()
  other!: string
}

/** The word on a possible conflict of interest of one proposed read. */
export class QuestionForm {
  @IdField()
  file!: string

  @IdField()
  account!: string

  @Field({ control: 'radio', options: ['conflict', 'none'] })
  answer!: 'conflict' | 'none'
}
