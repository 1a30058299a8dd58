import type { ListLook, ListView } from '#features/selection/staff/list/read-list.js'
import type { Explained, ExplainRefusal } from '#features/selection/staff/run/explain-person.js'
import type { Words } from '#words/index.js'

/** What the page of a list is made of. */
export interface ListProps {
  readonly words: Words
  readonly view: ListView
  readonly look: ListLook
  readonly token: string
  /** This person may put the list forward. */
  readonly mayDecide: boolean
  /** Why one person is on the list or not, where that was asked. */
  readonly why?: Explained | ExplainRefusal
  readonly notice?: unknown
  readonly done?: unknown
}
