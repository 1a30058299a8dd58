import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle, type ApplicationMove } from '../application/lifecycle.js'
import { supportWith, takesSupport } from './support.js'

const moves = [...new Set(Object.values(applicationLifecycle).flatMap((row) => Object.keys(row.moves)))]
const inviting = ['release_invite', 'promote', 'promote_other', 'promote_late', 'reinstate']

describe('what would be paid', () => {
  it.each(moves as ApplicationMove[])(
    'STA-7 STA-8 stands with a move that offers a place, and with no other: %s',
    (move) => {
      const isInviting = inviting.includes(move)

      expect(takesSupport(move)).toBe(isInviting)
      expect(supportWith(move, ['visa', 'flight'])).toEqual(isInviting ? ['flight', 'visa'] : [])
    },
  )
})
