import { RefereeParts } from '#features/application/index.js'
import { Field, Section } from '#platform/form/section.js'

/** Another person in the place of one who did not answer. */
@Section({ key: 'named_referee', compartment: 'references' })
export class NamedRefereeForm {
  @Field({ control: 'group', parts: () => RefereeParts })
  referee!: RefereeParts
}
