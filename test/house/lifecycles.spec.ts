import { describe, expect, it } from '@jest/globals'
import { advance, type Lifecycle, moveRows, roles } from '#domain/lifecycle.js'
import { lifecycles } from '#migrations/lifecycles.js'

const subjects = Object.entries(lifecycles)
/** Where each begins, and the states nobody leaves. */
const ends: Readonly<Record<string, { readonly first: string; readonly last: readonly string[] }>> = {
  application: { first: 'draft', last: ['erased'] },
  visa_case: { first: 'assess', last: ['closed'] },
  journey: { first: 'preparing', last: ['closed'] },
  task: { first: 'waiting', last: [] },
  reference: { first: 'asked', last: ['replaced', 'ended'] },
  nomination: { first: 'named', last: ['objected', 'withdrawn', 'erased'] },
  code_case: { first: 'opened', last: ['issued', 'cancelled'] },
}
const byText = (a: string, b: string) => (a < b ? -1 : 1)

/** States one can come to from the first one. */
function reachable(lifecycle: Lifecycle, from: string): string[] {
  const seen = new Set([from])
  for (const state of seen) {
    for (const move of Object.values(lifecycle[state]?.moves ?? {})) if (move.to !== 'previous') seen.add(move.to)
  }
  return [...seen].toSorted(byText)
}

describe.each(subjects)('lifecycle of %s', (subject, lifecycle) => {
  const states = Object.keys(lifecycle)

  it('reaches every state from the first', () => {
    const alone = { ...lifecycle, alone: { label: 'A', publicLabel: 'A', holdsPlace: false, moves: {} } }

    expect(reachable(lifecycle, ends[subject]?.first ?? '')).toEqual(states.toSorted(byText))
    expect(reachable(alone, ends[subject]?.first ?? '')).not.toContain('alone')
  })

  it('ends where it is known to end', () => {
    expect(states.filter((state) => Object.keys(lifecycle[state]?.moves ?? {}).length === 0)).toEqual(
      ends[subject]?.last,
    )
  })

  it('has both labels for every state, and leads only to states it has', () => {
    expect(Object.values(lifecycle).filter((row) => !row.label || !row.publicLabel)).toEqual([])
    expect(moveRows(lifecycle).filter((row) => row.to !== 'previous' && !states.includes(row.to))).toEqual([])
  })

  it('STA-17 makes exactly the moves the table lists, for exactly the roles it names', () => {
    const moves = [...new Set(moveRows(lifecycle).map(({ move }) => move)), 'invented']
    const tried = states.flatMap((from) => moves.flatMap((move) => roles.map((role) => ({ from, move, role }))))
    const allowed = tried.filter((one) => advance(lifecycle, { ...one, previous: states[0] ?? null }).ok)

    expect(allowed).toHaveLength(moveRows(lifecycle).flatMap(({ by }) => by).length)
    expect(allowed.filter(({ from, move, role }) => !lifecycle[from]?.moves[move]?.by.includes(role))).toEqual([])
  })
})
