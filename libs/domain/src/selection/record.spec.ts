import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { solving } from '#test/support/selection/solving.js'
import { problemFrom } from '#test/support/selection/pools.js'
import { type Choice, choose } from './choose/choose.js'
import type { SelectionInput } from './input/selection-input.js'
import { bandProblem } from './lottery/band.js'
import { drawPlaces, drawTable } from './lottery/draw.js'
import { fairOdds } from './lottery/odds.js'
import type { Problem } from './problem.js'
import { canonicalText, changedList, type HandMadeChange, membersOf, runRecord } from './record.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const seed = '0123456789abcdef'.repeat(4)
const regions = ['north', 'south', 'north', 'north', 'south', 'south', 'west']
const input: SelectionInput = {
  people: regions.map((region, k) => ({ id: `p${k}`, score: [5, 4, 3, 3, 3, 3, 1][k] ?? 0, values: { region } })),
  quotas: [
    { family: 'region', value: 'north', floor: 1, cap: 4 },
    { family: 'region', value: 'south', floor: 1, cap: 4 },
    { family: 'region', value: 'west', floor: 1, cap: 1 },
  ],
  places: 5,
}

/** A whole run: the choice, then a lottery inside its tie band. */
async function run(
  from: SelectionInput,
): Promise<{ problem: Problem; choice: Choice; chances: ReadonlyMap<string, number> }> {
  const problem = problemFrom(from, seed)
  const choice = await choose(problem, solving)
  const band = choice.ok ? bandProblem(problem, choice.value) : choice
  const odds = band.ok ? await fairOdds(band.value, solving) : band
  if (!choice.ok || !odds.ok) throw new Error('no choice')
  const { table, ids } = drawTable(odds.value, (id) => `salt of ${id}`, sha256)
  const chosen = drawPlaces(table, { seed, beacon: '' }, sha256).map((place) => ids[place] ?? '')

  return { problem, choice: { ...choice.value, chosen: chosen.toSorted() }, chances: odds.value.chances }
}

const recorded = async (from: SelectionInput) => {
  const { problem, choice, chances } = await run(from)
  const members = membersOf(problem, choice, { chances })
  return { members, record: runRecord({ input: from, seed, solverVersion: 'HiGHS 1.15.3' }, members, sha256) }
}

describe('what is stored with a run', () => {
  it('SEL-11 is the same for the same input and seed, whatever the order people came in', async () => {
    const one = await recorded(input)
    const other = await recorded({ ...input, people: input.people.toReversed() })

    expect(other).toEqual(one)
    expect(one.record).toEqual({
      seed,
      solverVersion: 'HiGHS 1.15.3',
      inputDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      resultDigest: sha256(canonicalText(one.members)),
    })
  })

  it('SEL-11 changes its digest with any part of the input', async () => {
    const digest = (from: SelectionInput) =>
      runRecord({ input: from, seed, solverVersion: 'HiGHS 1.15.3' }, [], sha256).inputDigest
    const [first, ...rest] = input.people

    const others = [
      { ...input, places: 4 },
      { ...input, pinnedIn: ['p1'] },
      { ...input, apart: [['p1', 'p2'] as const] },
      { ...input, people: [{ ...first, score: 4.99 }, ...rest] as SelectionInput['people'] },
    ].map(digest)

    expect(new Set([digest(input), ...others]).size).toBe(5)
    expect(digest({ ...input, apart: [['p2', 'p1']] })).toBe(others[2])
  })

  it('SEL-11 has score, quota cell and draw as reasons of every member', async () => {
    const { members } = await recorded(input)
    const drawn = members.filter(({ id }) => ['p2', 'p3', 'p4', 'p5'].includes(id))

    expect(members.map(({ id }) => id)).toEqual(expect.arrayContaining(['p0', 'p1', 'p6']))
    expect(members.find(({ id }) => id === 'p6')).toEqual({
      id: 'p6',
      score: 100,
      cells: [{ family: 'region', value: 'west' }],
      reasons: [
        {
          code: 'fills_floor',
          rules: [{ kind: 'quota', family: 'region', value: 'west' }],
          instead: expect.any(String),
        },
      ],
    })
    expect(drawn.map(({ reasons }) => reasons)).toEqual(
      [1, 2].map(() => [
        { code: 'score', score: 300, other: 300, isClose: true },
        { code: 'tie' },
        { code: 'drawn', chance: 0.5 },
      ]),
    )
  })

  it('SEL-11 has a change made by hand as a row with author and reason', async () => {
    const { problem, choice } = await run(input)
    const change: HandMadeChange = {
      id: 'p0',
      to: 'out',
      by: 'board-1',
      reason: 'Asked us not to.',
      at: '2027-01-10T09:00:00Z',
    }
    const into: HandMadeChange = {
      ...change,
      id: choice.chosen.includes('p2') ? 'p3' : 'p2',
      to: 'in',
      reason: 'In place of p0.',
    }
    const unchosen = problem.people.map(({ id }) => id).filter((id) => !choice.chosen.includes(id))
    const rest = choice.chosen.filter((id) => id !== 'p0')
    const target = unchosen[0] ?? ''

    const list = changedList(problem, choice.chosen, [change, { ...into, id: target }])
    const changed = { ...choice, chosen: list.ok ? list.value : [] }
    const members = membersOf(problem, changed, { changes: [change, { ...into, id: target }] })

    expect(changed.chosen).toEqual([...rest, target].toSorted())
    expect(members.find(({ id }) => id === target)?.reasons).toEqual([
      { code: 'by_hand', by: 'board-1', reason: 'In place of p0.' },
    ])
    expect(changedList(problem, choice.chosen, [{ ...change, reason: ' ' }])).toMatchObject({ code: 'reason_missing' })
    expect(changedList(problem, choice.chosen, [{ ...change, by: '' }])).toMatchObject({ code: 'author_missing' })
    expect(changedList(problem, choice.chosen, [{ ...change, id: 'x' }])).toMatchObject({ code: 'person_unknown' })
    expect(changedList(problem, choice.chosen, [{ ...change, to: 'in' }])).toMatchObject({ code: 'no_change' })
  })

  it('draws in the tie band only from a proven choice', async () => {
    const { problem, choice } = await run(input)

    expect(bandProblem(problem, { ...choice, isProven: false })).toEqual({ ok: false, code: 'not_proven' })
  })
})
