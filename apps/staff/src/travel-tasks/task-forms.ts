import { type WaiveReason, waiveReasons } from '#features/task/staff/close-task.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

/** A task closed or opened again from the list; which button was pressed says how. */
export class ClosingForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: ['complete', 'waive', 'reopen'] })
  move!: 'complete' | 'waive' | 'reopen'

  @Field({ control: 'select', options: waiveReasons, optional: true })
  reason?: WaiveReason
}

/** The days of the edition. */
export class DatesForm {
  @VersionField()
  version!: string

  @Field({ control: 'date' })
  arrival_on!: string

  @Field({ control: 'date' })
  programme_from!: string

  @Field({ control: 'date' })
  programme_to!: string

  @Field({ control: 'date' })
  departure_on!: string
}

/** Something that waited is done, or the person was told. */
export class EndForm {
  @Field({ control: 'select', options: ['done', 'told'] })
  how!: 'done' | 'told'
}
