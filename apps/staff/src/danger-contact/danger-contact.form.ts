import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

/** What the start page shall say of one entry. */
export class DangerContactForm {
  @VersionField()
  version!: string

  @Field({ control: 'text', limit: 80 })
  name!: string

  @Field({ control: 'text', limit: 120 })
  reach!: string

  @Field({ control: 'selects', source: 'languages', max: 6 })
  languages!: string[]

  @Field({ control: 'text', limit: 60, optional: true })
  hours?: string
}

/** The version of an entry that is to go. */
export class SeenDangerContactForm {
  @VersionField()
  version!: string
}

/** The version of an entry that is to move by one, and the way it goes. */
export class ShiftForm {
  @VersionField()
  version!: string

  @Field({ control: 'radio', options: ['up', 'down'] })
  way!: 'up' | 'down'
}
