import { languageGrowth, valuesOf } from '../languages.js'
import { type Against, joiningOf } from './joining.js'
import { activity } from '../program.js'
import type { Problem } from '../problem.js'

/** Rows one exchange would break: caps the one coming would go over, floors the one leaving (null: nobody) would leave unmet. */
export interface Broken {
  readonly floors: readonly number[]
  readonly caps: readonly number[]
}

/** Exchanges against a set of people. Constant work for each: the rows of the two people. */
function swapsOf(problem: Problem, chosen: ReadonlySet<number>): (out: number | null, into: number) => Broken {
  const { people, rows } = problem
  const values = valuesOf(problem, (place) => chosen.has(place))
  const languages = rows.findIndex(({ rule }) => rule.kind === 'languages')
  const growth = languageGrowth(problem, chosen)
  const counts = rows.map((row) => activity(row, values))
  const parts = people.map((): { row: number; weight: number }[] => [])
  for (const [row, { at, weights }] of rows.entries()) {
    for (const [place, person] of at.entries()) parts[person]?.push({ row, weight: weights?.[place] ?? 1 })
  }
  const change = new Map<number, number>()
  const add = (person: number, sign: 1 | -1): void => {
    for (const { row, weight } of parts[person] ?? []) change.set(row, (change.get(row) ?? 0) + sign * weight)
  }

  return (out, into) => {
    change.clear()
    if (out !== null) add(out, -1)
    add(into, 1)
    if (languages !== -1) change.set(languages, growth(out, into))
    const floors: number[] = []
    const caps: number[] = []
    for (const [row, by] of change) {
      const count = (counts[row] ?? 0) + by
      // A list made by hand may break a row already: only what this exchange makes worse counts.
      if (by < 0 && count < (rows[row]?.least ?? 0)) floors.push(row)
      if (by > 0 && count > (rows[row]?.most ?? 0)) caps.push(row)
    }
    return { floors, caps }
  }
}

/** Rows that alone stand against an exchange, and the best person to show it by. */
export interface Hold {
  readonly rows: readonly number[]
  readonly other: number
}

/** What exchanges say about a set; people are places in the problem. */
export interface Exchanges {
  readonly chosen: ReadonlySet<number>
  /** Who stays though somebody scores more, since only floors stand against it. */
  readonly floors: ReadonlyMap<number, readonly Hold[]>
  /** Who stays out though they score more, since only caps stand against it. */
  readonly caps: ReadonlyMap<number, readonly Hold[]>
  /** Who would come in for less score, were it not for floors and caps at once. */
  readonly mixed: ReadonlySet<number>
  /** The best to follow each person inside; several when they score the same. */
  readonly followers: ReadonlyMap<number, readonly number[]>
  /** The lowest person inside whom each person outside could follow. */
  readonly above: ReadonlyMap<number, number>
  /** For a list that is not full, what stands against everybody outside coming in beside everybody inside. */
  readonly joining: ReadonlyMap<number, Against>
}

/** Looks at every exchange that matters: work for each pair in which somebody outside scores more than somebody inside. */
export function exchangesOf(problem: Problem, ids: ReadonlySet<string>): Exchanges {
  const score = (place: number) => problem.people[place]?.score ?? 0
  const order = [...problem.people.keys()].toSorted((a, b) => score(b) - score(a))
  const chosen = new Set(order.filter((place) => ids.has(problem.people[place]?.id ?? '')))
  const free = order.filter((place) => problem.pins[place] === null)
  const [inside, outside] = [free.filter((place) => chosen.has(place)), free.filter((place) => !chosen.has(place))]
  const broken = swapsOf(problem, chosen)
  const isPossible = (out: number, into: number): boolean => {
    const { floors, caps } = broken(out, into)
    return floors.length + caps.length === 0
  }
  const followers = inside.map((out): [number, number[]] => {
    const first = outside.find((into) => isPossible(out, into))
    const equal = first === undefined ? [] : outside.filter((into) => score(into) === score(first))
    return [out, equal.filter((into) => isPossible(out, into))]
  })
  const above = outside.flatMap((into): [number, number][] => {
    const out = inside.findLast((place) => isPossible(place, into))
    return out === undefined ? [] : [[into, out]]
  })

  return {
    chosen,
    ...holdsOf(inside.toReversed(), outside, { score, broken }),
    followers: new Map(followers),
    above: new Map(above),
    joining: joiningOf(problem, chosen, broken),
  }
}

/** `inside` from the lowest score up, `outside` from the highest down, so that the first to show a hold is the clearest. */
function holdsOf(
  inside: readonly number[],
  outside: readonly number[],
  { score, broken }: { score: (place: number) => number; broken: ReturnType<typeof swapsOf> },
): Pick<Exchanges, 'floors' | 'caps' | 'mixed'> {
  const byFloors = new Map<number, Hold[]>()
  const byCaps = new Map<number, Hold[]>()
  const mixed = new Set<number>()
  const plain = new Set<number>()
  for (const out of inside) {
    for (const into of outside) {
      if (score(into) <= score(out)) break
      const { floors, caps } = broken(out, into)
      if (caps.length === 0) {
        keep(byFloors, out, { rows: floors, other: into })
        plain.add(into)
      } else if (floors.length === 0) keep(byCaps, into, { rows: caps, other: out })
      else mixed.add(into)
    }
  }
  return { floors: byFloors, caps: byCaps, mixed: new Set([...mixed].filter((into) => !plain.has(into))) }
}

/** Keeps the holds with the fewest rows, each once. */
function keep(holds: Map<number, Hold[]>, person: number, hold: Hold): void {
  const before = holds.get(person) ?? []
  const fewest = before[0]?.rows.length ?? Infinity
  if (hold.rows.length === 0 || hold.rows.length > fewest) return
  if (hold.rows.length < fewest) holds.set(person, [hold])
  else if (!before.some(({ rows }) => rows.join() === hold.rows.join())) holds.set(person, [...before, hold])
}
