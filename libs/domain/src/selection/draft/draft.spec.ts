import { describe, expect, it } from '@jest/globals'
import { draftOf, type DraftMove, movesTo, type Placing, placingOf, undoing } from './draft.js'

const act = (batch: number, to: Placing, ...ids: string[]): (DraftMove & { undoes: null })[] =>
  ids.map((id) => ({ id, to, batch, undoes: null }))
const letters = ['a', 'b', 'c', 'd', 'e', 'f']
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

  it.each([
    [4, ''],
    [5, 'abcde'],
    [6, 'abcdef'],
  ])('U31 shows slow counts of a list that began empty and took %d people as of %j', (count, shown) => {
    const moves = act(1, 'in', ...letters.slice(0, count))

    expect(of(draftOf([], moves).settled)).toBe(shown)
  })

  it('U31 moves slow counts by an act as a whole, at the fifth person that differs from the last step', () => {
    const one = letters.slice(0, 5).flatMap((id, place) => act(place + 1, 'in', id))
    const swapped = [...act(6, 'out', 'a', 'b'), ...act(7, 'in', 'x', 'y')]

    expect(of(draftOf([], one.slice(0, 4)).settled)).toBe('')
    expect(of(draftOf([], one).settled)).toBe('abcde')
    expect(of(draftOf([], [...one, ...swapped]).settled)).toBe('abcde')
    expect(of(draftOf([], [...one, ...swapped, ...act(8, 'in', 'z')]).settled)).toBe('cdexyz')
    expect(of(draftOf([], [...act(1, 'in', ...letters.slice(0, 5)), ...act(2, 'out', 'a')]).settled)).toBe('abcde')
  })

  it('U31 shows nobody alone by slow counts: five must have changed, and five must be left', () => {
    const five = ['a', 'b', 'c', 'd', 'e']
    const left = [...act(1, 'in', ...five), ...act(2, 'in', 'x'), ...act(3, 'out', ...five)]
    const four = [...left, ...act(4, 'in', 'f', 'g', 'h')]

    expect(of(draftOf([], left).settled)).toBe('abcde')
    expect(of(draftOf([], four).settled)).toBe('abcde')
    expect(of(draftOf([], [...four, ...act(5, 'in', 'i')]).settled)).toBe('fghix')
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
