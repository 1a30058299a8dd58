import { solving } from '#test/support/selection/highs.js'
import { largeInput } from '#test/support/selection/pools.js'
import { seededRandom } from '#domain/random.js'
import { choose } from '#domain/selection/choose/choose.js'
import { reasonsOf } from '#domain/selection/choose/reasons.js'
import { countList } from '#domain/selection/counts/what-if.js'
import { checkInput } from '#domain/selection/input/check.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'
import { fairOdds } from '#domain/selection/lottery/odds.js'
import { type Problem, problemOf } from '#domain/selection/problem.js'
import type { Row } from './table.js'

const places = 200
const rounds = 5

/** Choosing with its reasons, the fairest lottery over 72 groups, and one more count of a list; with the real solver. */
export async function selectionRows(): Promise<Row[]> {
  const input = largeInput(3000, places)
  const pool = quotasOnly(largeInput(2000, places, [6, 3, 2, 2]))
  const problem = problemFor(input)
  const list = new Set(problem.people.slice(0, places).map(({ id }) => id))

  return [
    {
      what: 'choose 200 of 3,000, 7 quota families, with reasons',
      unit: 's',
      ours: await seconds(() => chooseFrom(input)),
      must: 10,
      goal: 5,
      kind: 'most',
    },
    {
      what: 'fair lottery, 200 of 2,000',
      unit: 's',
      ours: await seconds(() => drawFrom(pool)),
      must: 5,
      goal: 1,
      kind: 'most',
    },
    {
      what: 'count a list again, 3,000 people',
      unit: 'ms',
      ours: (await seconds(async () => void countList(problem, list))).map((second) => 1000 * second),
      must: 100,
      goal: 10,
      kind: 'most',
    },
  ]
}

const quotasOnly = (input: SelectionInput): SelectionInput => ({
  ...input,
  people: input.people.map(({ id, score, values }) => ({ id, score, values })),
})

function problemFor(input: SelectionInput): Problem {
  const checked = checkInput(input)
  if (!checked.ok) throw new Error(`unfit: ${JSON.stringify(checked.about)}`)

  return problemOf(checked.value, seededRandom('bench'))
}

async function chooseFrom(input: SelectionInput): Promise<void> {
  const problem = problemFor(input)
  const choice = await choose(problem, solving)
  if (!choice.ok || !choice.value.isProven) throw new Error('no proven choice')
  reasonsOf(problem, choice.value)
}

async function drawFrom(input: SelectionInput): Promise<void> {
  const odds = await fairOdds(problemFor(input), solving)
  if (!odds.ok) throw new Error(odds.code)
}

async function seconds(act: () => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await act()
    times.push((performance.now() - began) / 1000)
  }
  return times
}
