import { type Program, type Row, solveProgram } from '#domain/selection/program.js'
import { solving } from './solving.js'

const tolerance = 1e-7

/**
 * Fairest chances over all sets listed, lowest first, person by person and without prices: at each level whoever cannot be
 * given more, while nobody else gets less, stays there.
 */
export async function levelsByHand(people: readonly string[], sets: readonly (readonly string[])[]): Promise<number[]> {
  const fixed = new Map<string, number>()
  while (fixed.size < people.length) {
    const open = people.filter((id) => !fixed.has(id))
    const level = await most(sets, [...rowsOver(sets, fixed, 0), ...open.map((id) => above(sets, id))], sets.length)
    const floors = new Map([...fixed, ...open.map((id): [string, number] => [id, level])])
    for (const id of open) {
      const reach = await most(sets, rowsOver(sets, floors, tolerance / 10), id)
      if (reach <= level + tolerance * 10) fixed.set(id, level)
    }
  }
  return [...fixed.values()].toSorted((a, b) => a - b)
}

const holding = (sets: readonly (readonly string[])[], id: string): number[] =>
  sets.flatMap((set, k) => (set.includes(id) ? [k] : []))

/** A chance of at least the level, which is the variable after the sets. */
const above = (sets: readonly (readonly string[])[], id: string): Row => {
  const at = holding(sets, id)
  return { at: [...at, sets.length], weights: [...at.map(() => 1), -1], least: 0, most: Infinity }
}

const rowsOver = (sets: readonly (readonly string[])[], chances: ReadonlyMap<string, number>, slack: number): Row[] =>
  [...chances].map(([id, chance]) => ({ at: holding(sets, id), least: chance - slack, most: Infinity }))

/** The most that the level, or the chance of one person, can be. */
async function most(
  sets: readonly (readonly string[])[],
  rows: readonly Row[],
  goal: number | string,
): Promise<number> {
  const counted = typeof goal === 'string' ? new Set(holding(sets, goal)) : new Set([goal])
  const variables = Array.from({ length: sets.length + 1 }, (_, k) => k)
  const program: Program = {
    goal: 'most',
    costs: variables.map((k) => (counted.has(k) ? 1 : 0)),
    rows: [...rows, { at: variables.slice(0, -1), least: 1, most: 1 }],
    lower: variables.map(() => 0),
    upper: variables.map(() => 1),
    whole: 0,
  }
  const found = await solveProgram(program, solving)
  if (found.status !== 'optimal') throw new Error(found.status)

  return found.objective
}
