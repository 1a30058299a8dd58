import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle, type ApplicationState } from '../application/lifecycle.js'
import { mayPropose, proposable, targetOf } from './outcomes.js'

const states = Object.keys(applicationLifecycle) as ApplicationState[]

describe('decisions', () => {
  it('STA-6 can be set from the states the rule names and from no other', () => {
    const from = (move: Parameters<typeof mayPropose>[1]) => states.filter((state) => mayPropose(state, move))

    expect(from('release_invite')).toEqual(['board'])
    expect(from('release_waitlist')).toEqual(['board'])
    expect(from('release_reject')).toEqual(['in_review', 'vetting', 'board', 'waitlisted'])
    expect(from('not_eligible')).toEqual(['screening'])
    expect(from('clear')).toEqual(['vetting'])
    expect(from('cancel')).toEqual(['confirmed'])
    expect(from('reopen')).toEqual(['rejected', 'withdrawn'])
    expect(from('confirm')).toEqual([])
    expect(from('withdraw')).toEqual([])
  })

  it('lists what may be put forward', () => {
    expect(proposable('board')).toEqual(['release_invite', 'release_waitlist', 'release_reject'])
    expect(proposable('in_review')).toEqual(['release_reject'])
    expect(proposable('vetting')).toEqual(['clear', 'release_reject'])
    expect(proposable('submitted')).toEqual([])
  })

  it('knows where a move leads', () => {
    expect([targetOf('release_invite'), targetOf('not_eligible'), targetOf('undo_withdraw')]).toEqual([
      'invited',
      'rejected',
      undefined,
    ])
  })
})
