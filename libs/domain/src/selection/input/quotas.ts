import { comparable, type Finding } from './finding.js'

/** A cell as somebody typed it. */
type Typed = string | number | null | undefined

/** A row of the quota table. Relaxed bounds say how far a proposal may go; left out, as far as it takes. */
export interface QuotaRow {
  readonly family: string
  readonly value: string
  readonly floor: Typed
  readonly target?: Typed
  readonly cap: Typed
  readonly relaxedFloor?: Typed
  readonly relaxedCap?: Typed
}

/** A row read: whole numbers of people, `relaxedFloor ≤ floor ≤ target ≤ cap ≤ relaxedCap`; `row` counts from 1. */
export interface Quota {
  readonly row: number
  readonly family: string
  readonly value: string
  readonly floor: number
  readonly target: number | null
  readonly cap: number
  readonly relaxedFloor: number
  readonly relaxedCap: number
}

type NumberField = 'floor' | 'cap' | 'target' | 'relaxed_floor' | 'relaxed_cap'
export type QuotaError =
  | 'family_blank'
  | 'value_blank'
  | 'value_repeated'
  | 'floor_missing'
  | 'cap_missing'
  | `${NumberField}_not_whole`
  | 'floor_above_cap'
  | 'target_out_of_band'
  | 'relaxed_floor_above_floor'
  | 'relaxed_cap_below_cap'

/** Reads the quota table; all that is wrong with it at once, row by row. */
export function readQuotas(rows: readonly QuotaRow[]): { quotas: Quota[]; errors: Finding<QuotaError>[] } {
  const read = rows.map((row, index) => readRow(row, index + 1))
  const quotas = read.map(({ quota }) => quota)

  return { quotas, errors: [...read.flatMap(({ errors }) => errors), ...repeated(quotas)] }
}

/** A whole number from 0; null when nothing is there, undefined when something else is. */
function wholeNumber(typed: Typed): number | null | undefined {
  if (typed === null || typed === undefined) return null
  const text = String(typed).trim()
  if (text === '') return null

  return /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

function readRow(typed: QuotaRow, row: number): { quota: Quota; errors: Finding<QuotaError>[] } {
  const numbers = {
    floor: wholeNumber(typed.floor),
    cap: wholeNumber(typed.cap),
    target: wholeNumber(typed.target),
    relaxed_floor: wholeNumber(typed.relaxedFloor),
    relaxed_cap: wholeNumber(typed.relaxedCap),
  }
  const [floor, cap] = [numbers.floor ?? 0, numbers.cap ?? 0]
  const quota = {
    row,
    family: typed.family.trim(),
    value: typed.value.trim(),
    floor,
    target: numbers.target ?? null,
    cap,
    relaxedFloor: numbers.relaxed_floor ?? 0,
    relaxedCap: numbers.relaxed_cap ?? Number.MAX_SAFE_INTEGER,
  }
  const blank: QuotaError[] = [
    ...(quota.family === '' ? (['family_blank'] as const) : []),
    ...(quota.value === '' ? (['value_blank'] as const) : []),
  ]
  const codes = [...blank, ...unfitNumbers(numbers)]
  const order = codes.some((code) => /^(floor|cap)_/.test(code)) ? [] : unfitOrder(quota)

  return { quota, errors: [...codes, ...order].map((code) => ({ code, rows: [row], about: {} })) }
}

const unfitNumbers = (numbers: Readonly<Record<NumberField, number | null | undefined>>): QuotaError[] => [
  ...(['floor', 'cap'] as const).filter((field) => numbers[field] === null).map((field) => `${field}_missing` as const),
  ...(Object.keys(numbers) as NumberField[])
    .filter((field) => numbers[field] === undefined)
    .map((field) => `${field}_not_whole` as const),
]

function unfitOrder({ floor, target, cap, relaxedFloor, relaxedCap }: Quota): QuotaError[] {
  const isOut = floor <= cap && target !== null && (target < floor || target > cap)
  const checks: readonly (readonly [boolean, QuotaError])[] = [
    [floor > cap, 'floor_above_cap'],
    [isOut, 'target_out_of_band'],
    [relaxedFloor > floor, 'relaxed_floor_above_floor'],
    [relaxedCap < cap, 'relaxed_cap_below_cap'],
  ]
  return checks.filter(([isWrong]) => isWrong).map(([, code]) => code)
}

/** Family and value as they are compared. */
export const cellKey = (family: string, value: string): string =>
  JSON.stringify([comparable(family), comparable(value)])

function repeated(quotas: readonly Quota[]): Finding<QuotaError>[] {
  const first = new Map<string, number>()
  return quotas.flatMap(({ family, value, row }) => {
    const key = cellKey(family, value)
    const before = first.get(key)
    if (before === undefined) first.set(key, row)
    const isNamed = family !== '' && value !== ''
    return before === undefined || !isNamed ? [] : [{ code: 'value_repeated', rows: [before, row], about: {} }]
  })
}
