import { Matches } from 'class-validator'
import { tracks } from '#domain/application/tracks.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

const clockTime = { message: 'time' }
const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

/** A window of the call; without both parts of an end it has none. */
export class WindowForm {
  @VersionField()
  version!: string

  @Field({ control: 'date', optional: true })
  opens_on?: string

  @Field({ control: 'text', limit: 8, numeric: true, optional: true })
  @Matches(clock, clockTime)
  opens_time?: string

  @Field({ control: 'date', optional: true })
  closes_on?: string

  @Field({ control: 'text', limit: 8, numeric: true, optional: true })
  @Matches(clock, clockTime)
  closes_time?: string
}

/** The version of a window that is to go. */
export class SeenWindowForm {
  @VersionField()
  version!: string
}

/** Whether the edition is archived from now on. */
export class ArchiveForm {
  @Field({ control: 'select', options: ['yes', 'no'] })
  archived!: 'yes' | 'no'
}

/** The standing form. */
export class OfferForm {
  @VersionField()
  version!: string

  @Field({ control: 'ticks', options: tracks, optional: true })
  tracks?: string[]

  @Field({ control: 'tick', optional: true })
  offers_remote?: boolean
}
