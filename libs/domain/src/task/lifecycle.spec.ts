import { describe, expect, it } from '@jest/globals'
import { moveRows, type Role, roles } from '../lifecycle.js'
import { taskLifecycle } from './lifecycle.js'
import { taskRules } from './rules.js'

const rows = moveRows(taskLifecycle)
const movesOf = (role: Role) => rows.filter(({ by }) => by.includes(role)).map(({ from, move }) => `${from} ${move}`)
const desk = ['coordinator', 'security_officer', 'travel_desk', 'care', 'finance', 'events', 'duty_officer'] as const

describe('a task', () => {
  it('can be completed by the delegate, and nothing else', () => {
    expect(movesOf('applicant')).toEqual(['open complete'])
  })

  it.each(desk)('can be completed, waived and reopened by %s', (role) => {
    expect(movesOf(role)).toEqual(['open complete', 'open waive', 'done reopen', 'waived reopen'])
  })

  it('follows its facts by itself, and is never waived by itself', () => {
    expect(movesOf('system')).toEqual([
      'waiting open',
      'waiting cancel',
      'open complete',
      'open wait',
      'open cancel',
      'done reopen',
      'waived reopen',
      'cancelled revive',
    ])
  })

  it('is in nobody else’s hands', () => {
    const others = roles.filter((role) => role !== 'applicant' && role !== 'system' && movesOf(role).length > 0)

    expect(others).toEqual([...desk])
  })

  it('TRV-1 that is finished can only be reopened: it neither waits nor is cancelled', () => {
    const finished = rows.filter(({ from }) => from === 'done' || from === 'waived')

    expect(finished.map(({ from, move, to }) => [from, move, to])).toEqual([
      ['done', 'reopen', 'open'],
      ['waived', 'reopen', 'open'],
    ])
  })

  it('that was cancelled waits first when it comes back', () => {
    expect(rows.filter(({ from }) => from === 'cancelled').map(({ move, to }) => [move, to])).toEqual([
      ['revive', 'waiting'],
    ])
  })

  it('is owned by the delegate or by a role that may complete it', () => {
    const able = new Set<string>(['delegate', ...desk])

    expect(Object.entries(taskRules).filter(([, { owner }]) => !able.has(owner))).toEqual([])
  })
})
