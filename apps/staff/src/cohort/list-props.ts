import type { ListLook } from '#features/selection/staff/list/people-shown.js'
import type { ListView } from '#features/selection/staff/list/read-list.js'
import type { Explained, ExplainRefusal } from '#features/selection/staff/run/explain-person.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { Words } from '#words/index.js'
import type { CountedSearch } from '../saved/saved-search.page.js'
import type { SearchLook } from '../search/list-search.js'
import type { LookQuery } from './cohort-paths.js'

/** What the page of a list is made of. */
export interface ListProps {
  readonly words: Words
  readonly me: StaffActor
  readonly view: ListView
  readonly look: ListLook
  readonly search: SearchLook
  /** Searches that stay; absent where none stands beside the list. */
  readonly saved?: readonly CountedSearch[]
  readonly token: string
  /** This person may put the list forward. */
  readonly mayDecide: boolean
  /** Why one person is on the list or not, where that was asked. */
  readonly why?: Explained | ExplainRefusal
  readonly notice?: unknown
  readonly done?: unknown
}

/** How the list is looked at, as its addresses say it. */
export const lookedAt = (
  { order, show }: Pick<ListLook, 'order' | 'show'>,
  { query: { filter, search } }: SearchLook,
): LookQuery => ({ order, show, filter, search })
