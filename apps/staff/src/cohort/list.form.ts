import { IsUUID, Matches } from 'class-validator'
import { placings } from '#domain/selection/draft/draft.js'
import { listOrders, listShows } from '#features/selection/staff/list/people-shown.js'
import { moveReasons } from '#features/selection/staff/list/list-rows.js'
import { Field } from '#platform/form/section.js'
import { IdField, VersionField } from '../shell/posted-fields.js'

const id = { message: 'choose' }
const acts = ['try', 'do', 'find', 'try_fitting', 'add_fitting'] as const

/** A new list, empty or a copy, for all free places and every wave or for some. */
export class NewListForm {
  @Field({ control: 'text', limit: 80 })
  name!: string

  @IdField({ optional: true })
  copy_of?: string

  @Field({ control: 'text', limit: 4, numeric: true, optional: true })
  @Matches(/^[1-9]\d{0,3}$/, { message: 'number' })
  places?: string

  @Field({ control: 'text', limit: 40, optional: true })
  @Matches(/^[\w-]{1,40}$/, id)
  wave?: string
}

/** Everything the page of a list can send: who is ticked, where they go and why, and how the page stands. */
export class PeopleForm {
  @Field({ control: 'ticks', optional: true })
  @IsUUID(undefined, { ...id, each: true })
  ticked?: string[]

  @Field({ control: 'select', options: placings })
  to!: (typeof placings)[number]

  @Field({ control: 'select', options: moveReasons })
  reason!: (typeof moveReasons)[number]

  @VersionField()
  version!: string

  @Field({ control: 'text', limit: 12, optional: true, capitals: true })
  find?: string

  @Field({ control: 'select', options: listOrders })
  order!: (typeof listOrders)[number]

  @Field({ control: 'select', options: listShows })
  show!: (typeof listShows)[number]

  @IdField({ optional: true })
  after?: string

  /** Exactly who fits the search the page showed. */
  @Field({ control: 'text', limit: 64, optional: true })
  @Matches(/^[0-9a-f]*$/, id)
  digest?: string

  @Field({ control: 'radio', options: acts })
  act!: (typeof acts)[number]
}

/** The tick by which a member of the board signs for the figures. */
export class WordForm {
  @Field({ control: 'ticks', options: ['signed'], optional: true })
  word?: 'signed'[]
}

export class VersionForm {
  @VersionField()
  version!: string
}
