import { describe, expect, it } from '@jest/globals'
import { secondMoves } from './outcomes.js'
import { isSecondThought, reasonClasses, reasonsFor } from './reasons.js'

describe('reasons of two people', () => {
  it('are asked of every move, each from a list of its own kind', () => {
    expect(Object.fromEntries(secondMoves.map((move) => [move, isSecondThought(move)]))).toEqual({
      not_eligible: false,
      release_reject: false,
      release_invite: false,
      release_waitlist: false,
      clear: false,
      promote_other: false,
      promote_late: false,
      revoke_before_answer: true,
      cancel: true,
      reinstate: true,
      reopen: true,
      undo_withdraw: true,
    })
    for (const move of secondMoves) {
      expect(reasonsFor(move)).toContain('other')
      expect(reasonsFor(move).filter((reason) => !reasonClasses.includes(reason))).toEqual([])
    }
    expect(reasonsFor('promote_late')).toEqual(['time_confirmed', 'way_changed', 'other'])
    expect(reasonsFor('cancel')).not.toContain('strong')
    expect(reasonsFor('release_reject')).not.toContain('not_by_person')
  })
})
