import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { releasedTogether } from '#domain/decision/outcomes.js'
import type { FilterField, FilterTable } from '#domain/filter/fields.js'
import { themes } from '#domain/application/themes.js'
import { languageTags } from '#words/index.js'
import { countryCodes } from '#words/countries.js'
import type { FactGroup } from './work-facts.js'

/** Sealed fields are read of what a session opened; the others are plain, some of them of staff's work. */
interface FileField {
  readonly field: FilterField
  readonly from?: 'contact' | 'profile' | FactGroup
}

const text: FilterField = { type: 'text' }
const number: FilterField = { type: 'number' }
const flag: FilterField = { type: 'flag' }
const tag: FilterField = { type: 'tag' }
const choice = (values: readonly string[]): FilterField => ({ type: 'choice', values })

const declared = {
  case: { field: text },
  name: { field: text, from: 'contact' },
  organisation: { field: text, from: 'profile' },
  country: { field: choice(countryCodes), from: 'profile' },
  theme: { field: choice(themes), from: 'profile' },
  state: { field: choice(Object.keys(applicationLifecycle)) },
  wave: { field: tag },
  language: { field: choice(languageTags) },
  submitted: { field: { type: 'date', by: 'week' } },
  mine: { field: flag },
  held: { field: flag },
  hold: { field: choice(['on_hold', 'paused', 'duress']) },
  restricted: { field: flag },
  unanswered: { field: flag },
  waiting: { field: number, from: 'waiting' },
  readers: { field: number, from: 'readers' },
  reviews: { field: number, from: 'reviews' },
  score: { field: number, from: 'reviews' },
  decision: { field: choice(['pending', 'agreed']), from: 'decisions' },
  outcome: { field: choice([...releasedTogether, 'clear']), from: 'decisions' },
  evidence: { field: number, from: 'checks' },
  checks: { field: number, from: 'checks' },
  references: { field: number, from: 'references' },
  duplicates: { field: number, from: 'duplicates' },
  conflicts: { field: number, from: 'conflicts' },
  tag: { field: tag, from: 'tags' },
} as const satisfies Readonly<Record<string, FileField>>

export type FieldName = keyof typeof declared
const fields: Readonly<Record<string, FileField>> = declared

/** The fields that staff may search the list by, in the order they are explained. */
export const fileFields: FilterTable = {
  fields: Object.fromEntries(Object.entries(fields).map(([name, { field }]) => [name, field])),
  formerNames: { sent: 'submitted' },
}

const isSealed = (from: FileField['from']): boolean => from === 'contact' || from === 'profile'

/** What a list is asked by: whether sealed fields, and which groups of staff's work, in one order whatever was asked. */
export interface Need {
  readonly sealed: boolean
  readonly groups: readonly FactGroup[]
}

/** What has to be read to ask these fields (the empty name: free text). */
export function needOf(asked: ReadonlySet<string>): Need {
  const from = [...asked].map((name) => fields[name]?.from)
  const groups = new Set(from.filter((one): one is FactGroup => one !== undefined && !isSealed(one)))

  return { sealed: asked.has('') || from.some(isSealed), groups: [...groups].toSorted() }
}

/** What all of them need. */
export const joinedNeed = (needs: readonly Need[]): Need => ({
  sealed: needs.some(({ sealed }) => sealed),
  groups: [...new Set(needs.flatMap(({ groups }) => groups))].toSorted(),
})
