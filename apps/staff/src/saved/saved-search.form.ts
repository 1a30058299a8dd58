import { Field } from '#platform/form/section.js'

/** A name for a search that stays, and who sees it. */
export class SavedSearchForm {
  @Field({ control: 'text', limit: 40 })
  name!: string

  @Field({ control: 'tick', optional: true })
  shared?: boolean
}
