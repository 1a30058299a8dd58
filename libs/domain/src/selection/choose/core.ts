import { type Problem, programOf } from '../problem.js'
import { isSolution, type Program, type Solution, solveProgram } from '../program.js'
import type { Solving } from '../solving.js'

/** The best set: who is in it (1 or 0 a person, then a language), its total, the most any set could reach, and who is still open to change. */
export interface Best {
  readonly values: readonly number[]
  readonly total: number
  readonly bound: number
  readonly isProven: boolean
  readonly core: readonly number[]
}

export type NoBest = 'infeasible' | 'nothing_found'

const slack = 1e-6
const firstCore = 150

/**
 * Best total score, proven, by a linear program and a whole-number program over a core of people.
 *
 * Prices from the relaxation give every person a margin (reduced cost). For any prices, a set that treats somebody against
 * the sign of their margin stays below `bound − |margin|` (Lagrangian bound). So once a set of total t is known, only
 * people with `|margin| ≤ bound − t` can differ in any set as good, and solving over those alone is proof (reduced-cost
 * fixing: Dantzig, Fulkerson, Johnson 1954; core: Balas and Zemel 1980). The core is widened until that holds. The few
 * languages are always open.
 */
export async function bestSet(problem: Problem, solving: Solving): Promise<Best | NoBest> {
  const program = programOf(problem)
  const relaxed = await solveProgram({ ...program, whole: 0 }, solving)
  if (!isSolution(relaxed)) return relaxed.status === 'infeasible' ? 'infeasible' : 'nothing_found'
  const { bound, margins } = marginsOf(program, relaxed.duals)
  const byMargin = [...margins.keys()]
    .filter((person) => problem.pins[person] === null)
    .toSorted((a, b) => Math.abs(margins[a] ?? 0) - Math.abs(margins[b] ?? 0))
  const languages = problem.languages.map((_, language) => problem.people.length + language)
  const within = (reach: number) => byMargin.filter((person) => Math.abs(margins[person] ?? 0) <= reach + slack)
  let size = Math.min(firstCore, byMargin.length)
  let known: Solution | undefined
  for (;;) {
    const found = await solveProgram(
      outsideFixed(program, margins, [...byMargin.slice(0, size), ...languages]),
      solving,
    )
    if (found.status === 'infeasible' && size === byMargin.length) return 'infeasible'
    if (isSolution(found) && found.objective >= (known?.objective ?? -Infinity)) known = found
    const open = known ? within(bound - known.objective) : byMargin.slice(0, size * 2)
    if (found.status === 'optimal' && known && open.length <= size) return provenBest(known, open)
    const hasTime = found.status === 'optimal' || found.status === 'infeasible'
    if (!hasTime) return known ? bestSoFar(known, bound) : 'nothing_found'
    size = open.length
  }
}

const provenBest = ({ values, objective }: Solution, core: readonly number[]): Best => ({
  values,
  total: objective,
  bound: objective,
  isProven: true,
  core,
})

/** Totals are whole hundredths: no set lies between two of them. */
const bestSoFar = ({ values, objective }: Solution, bound: number): Best => ({
  values,
  total: objective,
  bound: Math.floor(bound + slack),
  isProven: false,
  core: [],
})

/** The program with everybody outside the core put where their margin says; ties of margin 0 are always in the core. */
function outsideFixed(program: Program, margins: readonly number[], core: readonly number[]): Program {
  const inCore = new Set(core)
  const settled = (person: number): number | undefined =>
    inCore.has(person) ? undefined : (margins[person] ?? 0) > 0 ? program.upper[person] : program.lower[person]

  return {
    ...program,
    lower: program.lower.map((lower, person) => settled(person) ?? lower),
    upper: program.upper.map((upper, person) => settled(person) ?? upper),
  }
}

/**
 * The bound and margins these prices prove. Any prices prove a bound, so the solver's tolerance cannot make it wrong; only
 * a price on a side that does not exist must be dropped.
 */
function marginsOf(program: Program, duals: readonly number[]): { bound: number; margins: number[] } {
  const margins = [...program.costs]
  let bound = 0
  for (const [k, row] of program.rows.entries()) {
    const price = duals[k] ?? 0
    const side = price > 0 ? row.most : row.least
    if (price === 0 || !Number.isFinite(side)) continue
    bound += price * side
    for (const [place, variable] of row.at.entries()) {
      margins[variable] = (margins[variable] ?? 0) - price * (row.weights?.[place] ?? 1)
    }
  }
  for (const [variable, margin] of margins.entries()) {
    const [lower = 0, upper = 0] = [program.lower[variable], program.upper[variable]]
    bound += margin * (margin > 0 ? upper : lower)
  }
  return { bound, margins }
}
