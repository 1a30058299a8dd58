import { describe, expect, it } from '@jest/globals'
import { moveRows, type Role, roles } from '../lifecycle.js'
import { nominationLifecycle } from './lifecycle.js'

const rows = moveRows(nominationLifecycle)
const movesOf = (role: Role) => rows.filter(({ by }) => by.includes(role)).map(({ from, move }) => `${from} ${move}`)

describe('a nomination', () => {
  it('is used or refused by the person put forward, and by nobody else', () => {
    expect(movesOf('applicant')).toEqual(['invited use', 'invited object', 'expired use'])
  })

  it('is invited, renewed, kept back and taken back by a coordinator', () => {
    expect(movesOf('coordinator')).toEqual([
      'named invite',
      'named keep_back',
      'named withdraw',
      'not_sent withdraw',
      'invited renew',
      'invited withdraw',
      'expired renew',
      'expired withdraw',
    ])
  })

  it('runs out and is erased by the clock', () => {
    expect(movesOf('system')).toEqual([
      'named erase',
      'not_sent erase',
      'invited expire',
      'used erase',
      'expired erase',
    ])
  })

  it('is in nobody else’s hands', () => {
    expect(roles.filter((role) => movesOf(role).length > 0)).toEqual(['applicant', 'system', 'coordinator'])
  })

  it('of somebody who did not agree to be contacted never leads to an invitation', () => {
    const after = rows.filter(({ from }) => from === 'not_sent').map(({ to }) => to)

    expect(after).toEqual(['withdrawn', 'erased'])
    expect(rows.filter(({ from }) => after.includes(from))).toEqual([])
  })

  it('tells a partner no more than whether it was used', () => {
    const told = Object.entries(nominationLifecycle).map(([state, row]) => [state, row.publicLabel])

    expect(told.filter(([, label]) => label === 'Used')).toEqual([['used', 'Used']])
    expect(new Set(told.map(([, label]) => label))).toEqual(new Set(['Not used', 'Used']))
  })
})
