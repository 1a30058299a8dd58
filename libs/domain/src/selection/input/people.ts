import { comparable, type Finding } from './finding.js'
import { cellKey, type Quota } from './quotas.js'
import { familiesOf } from './totals.js'

/** A candidate as given: opaque id and keys, a score with its interval, one value for each family of quotas. */
export interface PersonRow {
  readonly id: string
  readonly score: number | null
  readonly interval?: readonly [low: number, high: number]
  readonly values: Readonly<Record<string, string>>
  readonly organisation?: string | null
  readonly country?: string | null
  readonly costClass?: string | null
  /** Languages they need interpretation into. */
  readonly languages?: readonly string[]
}

/** A candidate read. Scores count in hundredths, as the board reads them; `cells` are places in the list of quotas. */
export interface Person {
  readonly id: string
  readonly score: number
  readonly low: number
  readonly high: number
  readonly cells: readonly number[]
  readonly organisation: string | null
  readonly country: string | null
  readonly costClass: string | null
  /** Each once, as compared, sorted. */
  readonly languages: readonly string[]
}

export type PersonError = 'id_blank' | 'score_missing' | 'value_missing' | 'value_unknown' | 'duplicate_differs'
export type PersonWarning = 'duplicate_same'

interface ReadPeople {
  readonly people: readonly Person[]
  readonly errors: readonly Finding<PersonError>[]
  readonly warnings: readonly Finding<PersonWarning>[]
}

/** Reads the candidates against the quotas. Findings name ids, families and rows, never a person's value. */
export function readPeople(rows: readonly PersonRow[], quotas: readonly Quota[]): ReadPeople {
  const cellAt = new Map(quotas.map(({ family, value }, cell) => [cellKey(family, value), cell]))
  const families = [...familiesOf(quotas).values()].map(([first]) => first?.family ?? '')
  const read = rows.map((row, index) => readRow(row, index + 1, { cellAt, families }))
  const twice = duplicates(read.map(({ person }) => person))
  const isFirst = new Set(twice.first)

  return {
    people: read.map(({ person }) => person).filter((_, index) => isFirst.has(index)),
    errors: [...read.flatMap(({ errors }) => errors), ...twice.errors],
    warnings: twice.warnings,
  }
}

interface Known {
  readonly cellAt: ReadonlyMap<string, number>
  readonly families: readonly string[]
}

function readRow(typed: PersonRow, row: number, { cellAt, families }: Known) {
  const values = new Map(Object.entries(typed.values).map(([family, value]) => [comparable(family), value]))
  const errors: Finding<PersonError>[] = []
  const found = (code: PersonError, about: Record<string, string>) => errors.push({ code, rows: [row], about })
  const { id } = typed
  if (id.trim() === '') found('id_blank', {})
  if (typed.score === null || !Number.isFinite(typed.score)) found('score_missing', { id })
  const cells = families.map((family) => {
    const value = values.get(comparable(family)) ?? ''
    const cell = cellAt.get(cellKey(family, value))
    if (cell === undefined) found(value.trim() === '' ? 'value_missing' : 'value_unknown', { id, family })
    return cell ?? -1
  })

  return { person: personOf(typed, cells), errors }
}

const hundredths = (score: number): number => Math.round(score * 100)

function personOf(typed: PersonRow, cells: readonly number[]): Person {
  const score = typed.score ?? 0
  const [low, high] = typed.interval ?? [score, score]
  return {
    id: typed.id.trim(),
    score: hundredths(score),
    low: hundredths(low),
    high: hundredths(high),
    cells,
    organisation: keyOf(typed.organisation),
    country: keyOf(typed.country),
    costClass: keyOf(typed.costClass),
    languages: [...new Set((typed.languages ?? []).flatMap((language) => keyOf(language) ?? []))].toSorted(),
  }
}

/** A key as it is compared; blank is none, and people without one share nothing. */
const keyOf = (key: string | null | undefined): string | null => comparable(key ?? '') || null

function duplicates(people: readonly Person[]) {
  const byId = new Map<string, number[]>()
  for (const [index, { id }] of people.entries()) byId.set(id, [...(byId.get(id) ?? []), index])
  const errors: Finding<PersonError>[] = []
  const warnings: Finding<PersonWarning>[] = []
  for (const [id, indexes] of byId) {
    if (indexes.length === 1 || id === '') continue
    const isOne = new Set(indexes.map((index) => JSON.stringify(people[index]))).size === 1
    const finding = { rows: indexes.map((index) => index + 1), about: { id } }
    if (isOne) warnings.push({ code: 'duplicate_same', ...finding })
    else errors.push({ code: 'duplicate_differs', ...finding })
  }
  return { first: [...byId.values()].map(([index]) => index ?? -1), errors, warnings }
}
