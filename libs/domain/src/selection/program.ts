import type { Solving } from './solving.js'

/** `least ≤ Σ weight × variable ≤ most`; no weights means 1 each, infinite means no such side. */
export interface Row {
  readonly at: readonly number[]
  readonly weights?: readonly number[]
  readonly least: number
  readonly most: number
}

/** A linear program; the first `whole` variables take whole numbers. Equal bounds make a variable a constant. */
export interface Program {
  readonly goal: 'most' | 'least'
  readonly costs: readonly number[]
  readonly rows: readonly Row[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly whole: number
}

/** `duals` holds one price a row, there only when nothing had to be whole. */
export interface Solution {
  readonly status: 'optimal' | 'time_limit'
  readonly objective: number
  readonly values: readonly number[]
  readonly duals: readonly number[]
}

export type Solved = Solution | { readonly status: 'infeasible' | 'unbounded' | 'nothing_found' }

/** True when there are values to read, proven best or the best found in time. */
export const isSolution = (solved: Solved): solved is Solution =>
  solved.status === 'optimal' || solved.status === 'time_limit'

const tolerance = 1e-9
const weightOf = (row: Row, k: number): number => row.weights?.[k] ?? 1

/** Weights of a row, one for each of its variables. */
export const weightsOf = (row: Row): readonly number[] => row.weights ?? row.at.map(() => 1)

/** Σ weight × value over a row. */
export const activity = (row: Row, values: readonly number[]): number =>
  row.at.reduce((sum, variable, k) => sum + weightOf(row, k) * (values[variable] ?? 0), 0)

/**
 * Solves a program to proof. Constants never reach the solver; a program of constants only is answered here. Throws when
 * the answer breaks a row: a solver is not believed.
 */
export async function solveProgram(program: Program, { solve, secondsPerTask }: Solving): Promise<Solved> {
  const model = modelOf(program)
  if (model.kind === 'infeasible') return { status: 'infeasible' }
  if (model.kind === 'constant') return solution(program, program.lower, [])
  const answer = await solve({ model: model.text, timeLimitSeconds: secondsPerTask, gap: 0 })
  if (!('values' in answer)) return answer
  const values = program.lower.map((lower, variable) => {
    if (lower === program.upper[variable]) return lower
    const value = answer.values.get(`x${variable}`) ?? 0
    return variable < program.whole ? Math.round(value) : value
  })
  if (!program.rows.every((row) => holds(row, values))) throw new RangeError('solver_answer')
  const priceOf = (name: string) => answer.duals?.get(name) ?? 0
  const duals = program.rows.map((_, k) => priceOf(`l${k}`) + priceOf(`m${k}`))

  return { ...solution(program, values, duals), status: answer.status }
}

/** Broken by whole people a row is off by one; what tolerances add up to stays far below this. */
const offBy = 1e-3
const holds = (row: Row, values: readonly number[]): boolean => {
  const count = activity(row, values)
  return count > row.least - offBy && count < row.most + offBy
}

const solution = (program: Program, values: readonly number[], duals: readonly number[]): Solution => ({
  status: 'optimal',
  objective: values.reduce((sum, value, variable) => sum + (program.costs[variable] ?? 0) * value, 0),
  values,
  duals,
})

/** A program for the solver, or what can be said without it. */
export type Model =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'constant' }

/** CPLEX LP text: variables x<k>, rows l<k> (at least) and m<k> (at most); sides that cannot bind are left out. */
export function modelOf(program: Program): Model {
  const free = program.lower.flatMap((lower, variable) => (lower === program.upper[variable] ? [] : [variable]))
  const rows: string[] = []
  for (const [k, row] of program.rows.entries()) {
    const sides = rowText(program, row, k)
    if (sides === 'infeasible') return { kind: 'infeasible' }
    rows.push(...sides)
  }
  if (free.length === 0) return { kind: 'constant' }
  const goal = sumText(free.map((variable) => [program.costs[variable] ?? 0, variable]))

  const lines = [
    program.goal === 'most' ? 'Maximize' : 'Minimize',
    ` goal: ${goal || `0 x${free[0]}`}`,
    'Subject To',
    ...rows,
    'Bounds',
    ...free.map((variable) => boundText(program, variable)),
    'General',
    wrapped(free.filter((variable) => variable < program.whole).map((variable) => `x${variable}`)),
    'End',
    '',
  ]
  return { kind: 'text', text: lines.join('\n') }
}

function rowText(program: Program, row: Row, k: number): string[] | 'infeasible' {
  const terms: [number, number][] = []
  let [constant, low, high] = [0, 0, 0]
  for (const [place, variable] of row.at.entries()) {
    const weight = weightOf(row, place)
    const [lower = 0, upper = 0] = [program.lower[variable], program.upper[variable]]
    if (lower === upper) constant += weight * lower
    else {
      terms.push([weight, variable])
      low += Math.min(weight * lower, weight * upper)
      high += Math.max(weight * lower, weight * upper)
    }
  }
  const [least, most] = [row.least - constant, row.most - constant]
  if (least > high + tolerance || most < low - tolerance) return 'infeasible'
  const sum = sumText(terms)
  const sides = [least > low ? ` l${k}: ${sum} >= ${numberText(least)}` : '']
  sides.push(most < high ? ` m${k}: ${sum} <= ${numberText(most)}` : '')

  return sides.filter((side) => side !== '')
}

const boundText = ({ lower, upper }: Program, variable: number): string =>
  upper[variable] === Infinity
    ? ` x${variable} >= ${numberText(lower[variable] ?? 0)}`
    : ` ${numberText(lower[variable] ?? 0)} <= x${variable} <= ${numberText(upper[variable] ?? 0)}`

const sumText = (terms: readonly (readonly [number, number])[]): string =>
  wrapped(
    terms
      .filter(([weight]) => weight !== 0)
      .map(([weight, variable]) => `${weight < 0 ? '-' : '+'} ${numberText(Math.abs(weight))} x${variable}`),
  )

const numberText = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(12))

/** Lines stay short: readers of the format cut long ones. */
function wrapped(words: readonly string[]): string {
  const perLine = 12
  const lines = Array.from({ length: Math.ceil(words.length / perLine) }, (_, line) =>
    words.slice(line * perLine, (line + 1) * perLine).join(' '),
  )
  return lines.join('\n  ')
}
