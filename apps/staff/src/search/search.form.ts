import { type FileOrder, fileOrders } from '#features/application/staff/search/application-query.js'
import { Field } from '#platform/form/section.js'
import { listedStates } from '#features/application/staff/listed-states.js'

/** What the list shows. The text is judged by the filter language, which names every error in it. */
export class SearchForm {
  @Field({ control: 'text', limit: 65_536, optional: true })
  text?: string

  @Field({ control: 'select', options: listedStates, optional: true })
  state?: string

  @Field({ control: 'select', options: fileOrders, optional: true })
  order?: FileOrder
}
