import { comparable, type Finding } from './finding.js'
import type { Quota } from './quotas.js'

export type TotalsError = 'floors_exceed_caps' | 'places_out_of_range'

interface FamilyTotals {
  readonly family: string
  readonly rows: readonly number[]
  readonly least: number
  readonly most: number
}

/** Families in the order they appear, each with its quotas. */
export function familiesOf(quotas: readonly Quota[]): ReadonlyMap<string, readonly Quota[]> {
  const families = new Map<string, Quota[]>()
  for (const quota of quotas) {
    const key = comparable(quota.family)
    families.set(key, [...(families.get(key) ?? []), quota])
  }
  return families
}

/**
 * What no selection could satisfy whatever the pool: everybody has one value of each family, so the floors of one family
 * may not ask for more people than the caps of another allow, and the places must lie between floors and caps of each (or
 * only above the floors, where places may stay free).
 */
export function checkTotals(
  quotas: readonly Quota[],
  { places, mayLeaveFree = false }: { readonly places: number; readonly mayLeaveFree?: boolean | undefined },
): Finding<TotalsError>[] {
  const totals = [...familiesOf(quotas).values()].map(totalsOf)
  const outOfRange = totals
    .filter(({ least, most }) => places < least || (places > most && !mayLeaveFree))
    .map(({ family, rows, least, most }): Finding<TotalsError> => {
      return { code: 'places_out_of_range', rows, about: { family, places, least, most } }
    })

  return [...crossed(totals), ...outOfRange]
}

const totalsOf = (quotas: readonly Quota[]): FamilyTotals => ({
  family: quotas[0]?.family ?? '',
  rows: quotas.map(({ row }) => row),
  least: quotas.reduce((sum, { floor }) => sum + floor, 0),
  most: quotas.reduce((sum, { cap }) => sum + cap, 0),
})

/** The largest sum of floors against the smallest sum of caps. */
function crossed(totals: readonly FamilyTotals[]): Finding<TotalsError>[] {
  const [asking] = totals.toSorted((a, b) => b.least - a.least)
  const [allowing] = totals.toSorted((a, b) => a.most - b.most)
  if (!asking || !allowing || asking.least <= allowing.most) return []
  const about = {
    least: asking.least,
    leastFamily: asking.family,
    most: allowing.most,
    mostFamily: allowing.family,
  }

  return [{ code: 'floors_exceed_caps', rows: [...asking.rows, ...allowing.rows], about }]
}
