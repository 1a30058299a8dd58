import type { PersonRow } from './people.js'
import type { QuotaRow } from './quotas.js'

/** All that a selection is made from. `costs` are per cost class and `most` in all, in minor units of SEK. */
export interface SelectionInput {
  readonly people: readonly PersonRow[]
  readonly quotas: readonly QuotaRow[]
  readonly places: number
  /** Fewer than all places may be filled: there are not candidates enough. */
  readonly mayLeaveFree?: boolean
  readonly mostPerOrganisation?: number
  readonly mostPerCountry?: number
  /** Most languages of interpretation that those chosen may need; any number when absent. */
  readonly mostLanguages?: number
  readonly pinnedIn?: readonly string[]
  readonly pinnedOut?: readonly string[]
  readonly apart?: readonly (readonly [string, string])[]
  readonly budget?: { readonly most: number; readonly costs: Readonly<Record<string, number>> }
}
