import { largeInput, problemFrom } from '#test/support/selection/pools.js'
import { solver, solving } from '#test/support/selection/solving.js'
import { choose } from '#domain/selection/choose/choose.js'
import { reasonsOf } from '#domain/selection/choose/reasons.js'
import { countList } from '#domain/selection/counts/what-if.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'
import { fairOdds } from '#domain/selection/lottery/odds.js'
import type { Row } from './table.js'

const places = 200
const rounds = 5

/** From the input to the choice with its reasons; the fairest lottery over 72 groups; one more count of a list. */
export async function selectionRows(): Promise<Row[]> {
  const input = largeInput(3000, places)
  const pool = quotasOnly(largeInput(2000, places, [6, 3, 2, 2]))
  try {
    return [
      atMost(
        'choose 200 of 3,000, 7 families of quotas, with reasons',
        's',
        await seconds(() => chooseFrom(input)),
        [10, 5],
      ),
      atMost('fairest lottery, 200 of 2,000', 's', await seconds(() => drawFrom(pool)), [5, 1]),
      atMost('count a list again, 3,000 people', 'ms', await countingMs(input), [100, 10]),
    ]
  } finally {
    await solver.close()
  }
}

const atMost = (what: string, unit: string, ours: readonly number[], [must, goal]: readonly [number, number]): Row => ({
  what,
  unit,
  ours,
  must,
  goal,
  kind: 'most',
})

const quotasOnly = (input: SelectionInput): SelectionInput => ({
  ...input,
  people: input.people.map(({ id, score, values }) => ({ id, score, values })),
})

async function chooseFrom(input: SelectionInput): Promise<void> {
  const problem = problemFrom(input)
  const choice = await choose(problem, solving)
  if (!choice.ok || !choice.value.isProven) throw new Error('no_proven_choice')
  reasonsOf(problem, choice.value)
}

async function drawFrom(input: SelectionInput): Promise<void> {
  const odds = await fairOdds(problemFrom(input), solving)
  if (!odds.ok) throw new Error(odds.code)
}

async function countingMs(input: SelectionInput): Promise<number[]> {
  const problem = problemFrom(input)
  const list = new Set(problem.people.slice(0, places).map(({ id }) => id))
  const times = await seconds(async () => void countList(problem, list))

  return times.map((second) => 1000 * second)
}

/** The first round warms up. */
async function seconds(act: () => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now()
    await act()
    times.push((performance.now() - began) / 1000)
  }
  return times.slice(1)
}
