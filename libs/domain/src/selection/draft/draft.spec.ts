import { describe, expect, it } from '@jest/globals'
import { draftOf, type DraftMove, movesTo, type Placing, placingOf, undoing } from './draft.js'

const act = (batch: number, to: Placing, ...ids: string[]): (DraftMove & { undoes: null })[] =>
  ids.map((id) => ({ id, to, batch, undoes: null }))
const of = (set: ReadonlySet<string>) => [...set].toSorted().join('')

describe('a draft list', () => {
  it('is who it began with and every move since', () => {
    const draft = draftOf(
      ['a', 'b'],
      [...act(1, 'in', 'c'), ...act(2, 'out', 'a'), ...act(3, 'pinned_in', 'd'), ...act(4, 'pinned_out', 'b')],
    )

    expect(of(draft.members)).toBe('cd')
    expect([...draft.pinned]).toEqual([
      ['d', 'in'],
      ['b', 'out'],
    ])
    expect(['a', 'b', 'c', 'd'].map((id) => placingOf(draft, id))).toEqual(['out', 'pinned_out', 'in', 'pinned_in'])
    expect([...draftOf([], [...act(1, 'pinned_in', 'd'), ...act(2, 'in', 'd')]).pinned]).toEqual([])
  })

  it('is led to other members by the fewest moves', () => {
    expect(movesTo(new Set(['a', 'b']), new Set(['b', 'c']))).toEqual([
      { id: 'a', to: 'out' },
      { id: 'c', to: 'in' },
    ])
  })

  it('undoes act after act, each once, and puts everybody back where they stood', () => {
    const base = ['a']
    const moves = [...act(1, 'pinned_out', 'a'), ...act(2, 'in', 'a', 'b')]
    const first = undoing(base, moves)
    const undone = (first?.moves ?? []).map((move) => ({ ...move, batch: 3, undoes: 2 }))
    const second = undoing(base, [...moves, ...undone])

    expect(first).toEqual({
      batch: 2,
      moves: [
        { id: 'a', to: 'pinned_out' },
        { id: 'b', to: 'out' },
      ],
    })
    expect(second).toEqual({ batch: 1, moves: [{ id: 'a', to: 'in' }] })
    const all = [...moves, ...undone, { id: 'a', to: 'in' as const, batch: 4, undoes: 1 }]
    expect(undoing(base, all)).toBeNull()
    expect(of(draftOf(base, all).members)).toBe('a')
  })
})
