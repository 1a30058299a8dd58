import { Field, Section } from '#platform/form/section.js'

/** Asked of people on the waitlist alone. Read by the coordinator, who calls when a place becomes free. */
@Section({ key: 'short-notice', compartment: 'contact' })
export class ShortNoticeForm {
  @Field({ control: 'radio', options: ['yes', 'with_help', 'no'] })
  can_travel_at_short_notice!: string
}
