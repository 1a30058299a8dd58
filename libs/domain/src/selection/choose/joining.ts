import { activity } from '../program.js'
import type { Problem } from '../problem.js'
import { valuesOf } from '../languages.js'

/** Rows that stand against somebody's joining a list. */
export interface Against {
  readonly caps: readonly number[]
  readonly floors: readonly number[]
}

/**
 * What stands against putting each person outside on a list that is not full, beside everybody on it: caps they would go
 * over, else floors of one family that need every place that would be left. Rows; none when nothing does. Empty for a
 * list that is full.
 */
export function joiningOf(
  problem: Problem,
  chosen: ReadonlySet<number>,
  broken: (out: null, into: number) => Pick<Against, 'caps'>,
): ReadonlyMap<number, Against> {
  const free = problem.places - chosen.size
  if (free <= 0) return new Map()
  const short = shortFloors(problem, chosen)
  const outside = [...problem.people.keys()].filter((place) => !chosen.has(place))

  return new Map(
    outside.map((into) => {
      const { caps } = broken(null, into)
      return [into, { caps, floors: caps.length > 0 ? [] : neededBy(short, into, free - 1) }]
    }),
  )
}

interface ShortFloor {
  readonly row: number
  readonly family: string
  readonly lacking: number
  readonly holders: ReadonlySet<number>
}

/** Floors of quotas that the list does not reach yet. */
function shortFloors(problem: Problem, chosen: ReadonlySet<number>): ShortFloor[] {
  const values = valuesOf(problem, (place) => chosen.has(place))
  return problem.rows.flatMap((row, k) => {
    const lacking = row.least - activity(row, values)
    return row.rule.kind === 'quota' && lacking > 0
      ? [{ row: k, family: row.rule.family, lacking, holders: new Set(row.at) }]
      : []
  })
}

/** The floors of a family that would lack more people than there would be places left; everybody has one value of each. */
function neededBy(short: readonly ShortFloor[], into: number, left: number): number[] {
  const families = [...new Set(short.map(({ family }) => family))]
  const lackingOf = (family: string) =>
    short
      .filter((floor) => floor.family === family)
      .reduce((sum, { lacking, holders }) => sum + lacking - (holders.has(into) ? 1 : 0), 0)
  const family = families.find((one) => lackingOf(one) > left)

  return short.filter((floor) => floor.family === family).map(({ row }) => row)
}
