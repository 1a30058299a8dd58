import { describe, expect, it } from '@jest/globals'
import { moveRows, type Role, roles } from '../lifecycle.js'
import { journeyLifecycle } from './lifecycle.js'

const rows = moveRows(journeyLifecycle)
const movesOf = (role: Role) => rows.filter(({ by }) => by.includes(role)).map(({ from, move }) => `${from} ${move}`)
const states = Object.entries(journeyLifecycle)

describe('a journey', () => {
  it('holds place, room and budget from preparing to arrived', () => {
    expect(states.filter(([, { holdsPlace }]) => holdsPlace).map(([state]) => state)).toEqual([
      'preparing',
      'ready',
      'under_way',
      'arrived',
    ])
  })

  it.each([
    ['applicant', ['ready set_out', 'under_way arrive', 'departed come_home', 'silent come_home']],
    [
      'travel_desk',
      [
        'preparing get_ready',
        'preparing go_remote',
        'preparing stop',
        'ready set_out',
        'ready prepare_again',
        'ready go_remote',
        'ready stop',
        'under_way stop',
      ],
    ],
    [
      'duty_officer',
      [
        'ready set_out',
        'under_way arrive',
        'under_way miss',
        'arrived depart',
        'departed come_home',
        'departed fall_silent',
        'silent come_home',
      ],
    ],
    ['security_officer', ['preparing stop', 'ready stop', 'under_way stop']],
    [
      'system',
      [
        'preparing stop',
        'ready stop',
        'under_way stop',
        'departed fall_silent',
        'home close',
        'remote close',
        'no_show close',
        'stopped close',
      ],
    ],
  ] as const)('is moved by the role of %s at these places', (role, moves) => {
    expect(movesOf(role)).toEqual(moves)
  })

  it('is moved by nobody else', () => {
    expect(roles.filter((role) => movesOf(role).length > 0)).toEqual([
      'applicant',
      'system',
      'security_officer',
      'travel_desk',
      'duty_officer',
    ])
  })

  it('never stops or ends while a person is at the hotel, on the way home or silent', () => {
    const ends = new Set(['stopped', 'closed', 'remote', 'no_show'])
    const away = ['arrived', 'departed', 'silent']

    expect(rows.filter(({ from, to }) => away.includes(from) && ends.has(to))).toEqual([])
    expect(rows.filter(({ to }) => to === 'home').map(({ from }) => from)).toEqual(['departed', 'silent'])
  })

  it('tells a delegate nothing of silence', () => {
    expect(journeyLifecycle.silent.publicLabel).toBe(journeyLifecycle.departed.publicLabel)
  })

  it('can be closed from every state', () => {
    const closing = new Set(['closed'])
    for (let grown = 0; grown < closing.size; ) {
      grown = closing.size
      for (const { from, to } of rows) if (closing.has(to)) closing.add(from)
    }

    expect([...closing].toSorted()).toEqual(states.map(([state]) => state).toSorted())
  })
})
