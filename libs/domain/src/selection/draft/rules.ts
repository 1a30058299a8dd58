import type { QuotaRow } from '../input/quotas.js'
import { type Family, familyValues, isManifold, ruledFamilies } from './families.js'

/** A rule for one value of one family, as somebody typed it; blank is none. */
export interface BalanceRule {
  readonly family: Family
  readonly value: string
  readonly floor: string
  readonly target: string
  readonly cap: string
}

/** Rows as the engine takes them, and for each the place of the rule it was made of; -1 for what fills a family up. */
export interface RuledQuotas {
  readonly rows: readonly QuotaRow[]
  readonly ruleAt: readonly number[]
}

const yes = 'yes'
const no = 'no'

/** What the engine calls a family: where a person may have several values, each value is a family of yes and no. */
const familyKey = (family: Family, value: string): string => (isManifold(family) ? `${family}:${value}` : family)

/** The family and value behind the engine's names. */
export function ruledValue(family: string, value: string): { family: Family; value: string; isOpposite: boolean } {
  const [name = '', single] = family.split(':')
  return { family: name as Family, value: single ?? value, isOpposite: single !== undefined && value === no }
}

/**
 * The rules as quotas of the engine. A family without a rule is left out; the others are filled up with every value
 * somebody has, free up to all places, because everybody has exactly one value of each.
 */
export function quotasOf(
  rules: readonly BalanceRule[],
  places: number,
  present: Readonly<Record<Family, readonly string[]>>,
): RuledQuotas {
  const made = ruledFamilies.flatMap((family) => {
    const own = rules.flatMap((rule, at) => (rule.family === family && isSet(rule) ? [{ rule, at }] : []))
    if (own.length === 0) return []
    if (isManifold(family)) return own.flatMap(({ rule, at }) => yesAndNo(rule, at, places))
    const values = new Set([...familyValues[family], ...present[family], ...own.map(({ rule }) => rule.value)])
    return [...values].map((value) => {
      const found = own.find(({ rule }) => rule.value === value)
      return { row: rowOf(family, value, places, found?.rule), at: found?.at ?? -1 }
    })
  })

  return { rows: made.map(({ row }) => row), ruleAt: made.map(({ at }) => at) }
}

/** True when somebody typed something. */
export const isSet = ({ floor, target, cap }: BalanceRule): boolean => floor !== '' || target !== '' || cap !== ''

/**
 * Rules for a list that fills `places` of `all`: floors and targets in that proportion, rounded down, so that the first
 * people chosen are as mixed as all shall be; caps as they are, since those chosen first count in them.
 */
export function rulesFor(rules: readonly BalanceRule[], { places, all }: PartOfPlaces): readonly BalanceRule[] {
  if (places >= all) return rules
  const part = (text: string) => (isWhole(text) ? String(Math.floor((Number(text) * places) / all)) : text)

  return rules.map((rule) => ({ ...rule, floor: part(rule.floor), target: part(rule.target) }))
}

export interface PartOfPlaces {
  readonly places: number
  readonly all: number
}

/** The highest number for all places that comes to this one in the proportion of `rulesFor`. */
export const numberForAll = (number: number, { places, all }: PartOfPlaces): number =>
  places >= all ? number : Math.ceil(((number + 1) * all) / places) - 1

const isWhole = (text: string): boolean => /^\d+$/.test(text)

function yesAndNo(rule: BalanceRule, at: number, places: number) {
  const family = familyKey(rule.family, rule.value)
  return [
    { row: rowOf(family, yes, places, rule), at },
    { row: rowOf(family, no, places), at: -1 },
  ]
}

const rowOf = (family: string, value: string, places: number, rule?: BalanceRule): QuotaRow => ({
  family,
  value,
  floor: rule?.floor || 0,
  target: rule?.target || null,
  cap: rule?.cap || Math.max(places, Number(rule?.floor) || 0),
})

/** A person's values as the engine takes them, for these quotas. */
export function engineValues(
  values: Readonly<Record<Family, readonly string[]>>,
  rows: readonly QuotaRow[],
): Record<string, string> {
  const names = new Set(rows.map(({ family }) => family))
  return Object.fromEntries(
    [...names].map((name) => {
      const { family, value } = ruledValue(name, yes)
      const own = values[family]
      return [name, isManifold(family) ? (own.includes(value) ? yes : no) : (own[0] ?? '')]
    }),
  )
}
