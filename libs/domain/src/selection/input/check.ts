import { done, type Refusal, refuse } from '../../outcome.js'
import type { Finding } from './finding.js'
import { type Person, type PersonError, type PersonWarning, readPeople } from './people.js'
import { type Quota, type QuotaError, readQuotas } from './quotas.js'
import type { SelectionInput } from './selection-input.js'
import { checkTotals, type TotalsError } from './totals.js'
import { checkWishes, type WishError } from './wishes.js'

/** Input that may be solved. `people` are sorted by id and hold nobody whose value has a cap of 0; `closed` are those. */
export interface CheckedInput extends Omit<SelectionInput, 'people' | 'quotas'> {
  readonly people: readonly Person[]
  readonly quotas: readonly Quota[]
  readonly closed: readonly string[]
  readonly warnings: readonly Finding<InputWarning>[]
}

export type InputError = QuotaError | TotalsError | PersonError | WishError
export type InputWarning = PersonWarning | 'many_removed'

type Checked = { readonly ok: true; readonly value: CheckedInput } | UnfitInput
export interface UnfitInput extends Refusal<'unfit'> {
  readonly about: {
    readonly errors: readonly Finding<InputError>[]
    readonly warnings: readonly Finding<InputWarning>[]
  }
}

/** Checks everything before anything is solved: refuses `unfit` with all errors at once, or hands on what may be solved. */
export function checkInput(input: SelectionInput): Checked {
  const { quotas, errors: quotaErrors } = readQuotas(input.quotas)
  const totals = quotaErrors.length > 0 ? [] : checkTotals(quotas, input)
  const read = readPeople(input.people, quotas)
  const { open, closed, many } = withoutClosed(read.people, quotas)
  const warnings = [...read.warnings, ...many]
  const errors = [...quotaErrors, ...totals, ...read.errors, ...checkWishes(input, open, closed)]
  if (errors.length > 0) return { ...refuse('unfit'), about: { errors, warnings } }
  const people = open.toSorted((a, b) => (a.id < b.id ? -1 : 1))

  return done({ ...input, people, quotas, closed: closed.map(({ id }) => id), warnings })
}

/** Holders of a value with cap 0 leave first; they are many when at least half as many leave as stay. */
function withoutClosed(people: readonly Person[], quotas: readonly Quota[]) {
  const isClosed = (person: Person) => person.cells.some((cell) => quotas[cell]?.cap === 0)
  const [open, closed] = [people.filter((person) => !isClosed(person)), people.filter(isClosed)]
  const isMany = closed.length > 0 && closed.length * 2 >= open.length
  const many: Finding<InputWarning>[] = isMany
    ? [{ code: 'many_removed', rows: [], about: { removed: closed.length, left: open.length } }]
    : []

  return { open, closed, many }
}
