import { activity, type Program, type Row, solveProgram, weightsOf } from '../program.js'
import type { Solving } from '../solving.js'

/** In every best set, in some (the tie band), in none; `open` when time ran out before it was proven. */
export type Standing = 'every' | 'some' | 'none' | 'open'

/**
 * Where each person of the core stands among the best sets.
 *
 * Asks for a best set that differs from the first in as many people as possible whose change nobody has seen yet, until
 * the answer is none: then whoever was never seen to change cannot. Each task settles at least one person; two to six
 * are usual, over the core only.
 * @param program the choice over the core, everybody else constant; `values` is a best set and `total` its score, and the
 *   first `people` variables are people
 */
export async function tieBand(
  { program, values, total, people }: { program: Program; values: readonly number[]; total: number; people: number },
  solving: Solving,
): Promise<Standing[]> {
  const changed = new Set<number>()
  const first = values.slice(0, people)
  const unseen = new Set([...first.keys()].filter((person) => program.lower[person] !== program.upper[person]))
  let isProven = unseen.size === 0
  while (!isProven) {
    const found = await solveProgram(differing(asGood(program, total), values, unseen), solving)
    if (found.status !== 'optimal') break
    const seen = [...unseen].filter((person) => found.values[person] !== values[person])
    isProven = seen.length === 0 || seen.length === unseen.size
    for (const person of seen) {
      changed.add(person)
      unseen.delete(person)
    }
  }
  return first.map((value, person) => {
    if (changed.has(person)) return 'some'
    if (unseen.has(person) && !isProven) return 'open'
    return value === 1 ? 'every' : 'none'
  })
}

/** The same people and rows, with the total held. */
function asGood(program: Program, total: number): Program {
  const row: Row = { at: [...program.costs.keys()], weights: program.costs, least: total, most: Infinity }
  return { ...program, rows: [...program.rows, row] }
}

function differing(program: Program, values: readonly number[], unseen: ReadonlySet<number>): Program {
  const change = (person: number) => (values[person] === 1 ? -1 : 1)
  return { ...program, costs: values.map((_, person) => (unseen.has(person) ? change(person) : 0)) }
}

/**
 * Among sets as good as this one, a set nearest to the targets: least sum over cells of |chosen − target|. A second goal
 * only: it never costs a hundredth of total score. Keeps the first set when time runs out.
 * @param targets rows of the program with the number of people wanted
 */
export async function nearestToTargets(
  { program, values, total }: { program: Program; values: readonly number[]; total: number },
  targets: readonly { readonly row: Row; readonly target: number }[],
  solving: Solving,
): Promise<readonly number[]> {
  const variables = program.costs.length
  const isMet = targets.every(({ row, target }) => activity(row, values) === target)
  if (isMet) return values
  const held = asGood(program, total)
  const distances = targets.map(({ row, target }, k): Row => {
    const [under, over] = [variables + 2 * k, variables + 2 * k + 1]
    return { at: [...row.at, under, over], weights: [...weightsOf(row), 1, -1], least: target, most: target }
  })
  const found = await solveProgram(
    {
      goal: 'least',
      costs: [...program.costs.map(() => 0), ...distances.flatMap(() => [1, 1])],
      rows: [...held.rows, ...distances],
      lower: [...program.lower, ...distances.flatMap(() => [0, 0])],
      upper: [...program.upper, ...distances.flatMap(() => [Infinity, Infinity])],
      whole: variables,
    },
    solving,
  )
  return found.status === 'optimal' ? found.values.slice(0, variables) : values
}
