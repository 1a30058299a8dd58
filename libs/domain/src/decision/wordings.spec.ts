import { describe, expect, it } from '@jest/globals'
import { seededRandom } from '../random.js'
import { releaseOrder } from './release-order.js'
import { secondMoves } from './outcomes.js'
import { commonWording, isQuiet, wordingOf, wordings } from './wordings.js'

const refusal = (reasonClass: string, wording: string) => ({ move: 'release_reject', reasonClass, wording }) as const

describe('the words that go with an answer', () => {
  it('are one of a short list, for refusals and the waitlist alone', () => {
    const kept = secondMoves.filter((move) => wordingOf({ move, reasonClass: 'places', wording: 'many_strong' }) !== '')

    expect(kept.toSorted()).toEqual(['not_eligible', 'release_reject', 'release_waitlist'])
    expect(wordings.map((wording) => wordingOf(refusal('fit', wording)))).toEqual([...wordings])
    expect(wordingOf(refusal('fit', 'you_are_suspect'))).toBe('')
    expect(wordingOf(refusal('fit', ''))).toBe('')
    expect(wordingOf({ move: 'release_waitlist', reasonClass: 'fit', wording: 'apply_again' })).toBe('')
  })

  it('are never chosen for a refusal of security', () => {
    expect(
      ['strong', 'fit', 'places', 'eligibility', 'evidence', 'safety', 'other'].filter((reasonClass) =>
        isQuiet({ move: 'release_reject', reasonClass }),
      ),
    ).toEqual(['evidence', 'safety'])
    expect(wordingOf(refusal('safety', 'many_strong'))).toBe('')
    expect(isQuiet({ move: 'release_waitlist', reasonClass: 'safety' })).toBe(false)
  })

  it('of a refusal of security are those of most others in the release', () => {
    const safety = refusal('safety', '')
    const waitlisted = { move: 'release_waitlist', reasonClass: 'places', wording: 'whole_group' } as const

    expect(commonWording([safety])).toBe('')
    expect(commonWording([safety, safety, refusal('fit', 'apply_again')])).toBe('apply_again')
    expect(commonWording([refusal('fit', 'apply_again'), refusal('fit', ''), safety])).toBe('')
    expect(commonWording([refusal('fit', 'apply_again'), refusal('places', 'many_strong'), safety])).toBe('many_strong')
    expect(commonWording([waitlisted, waitlisted, refusal('fit', 'apply_again'), safety])).toBe('apply_again')
  })
})

describe('the order of a release', () => {
  const rows = Array.from({ length: 30 }, (_, nth) => ({
    nth,
    move: (['release_invite', 'release_waitlist', 'release_reject'] as const)[Math.floor(nth / 10)] ?? 'release_invite',
  }))

  it('is drawn, holds everybody once, and keeps the order of the waitlist', () => {
    const order = releaseOrder(rows, seededRandom('a'))
    const waiting = order.filter(({ move }) => move === 'release_waitlist').map(({ nth }) => nth)

    expect(order.toSorted((a, b) => a.nth - b.nth)).toEqual(rows)
    expect(waiting).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
    expect(order.map(({ move }) => move)).not.toEqual(rows.map(({ move }) => move))
    expect(releaseOrder(rows, seededRandom('b'))).not.toEqual(order)
  })
})
