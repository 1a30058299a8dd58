import { describe, expect, it } from '@jest/globals'
import { moveRows, roles } from '../lifecycle.js'
import { visaCaseLifecycle } from './lifecycle.js'

const rows = moveRows(visaCaseLifecycle)
const movesOf = (role: (typeof roles)[number]) =>
  rows.filter(({ by }) => by.includes(role)).map(({ from, move, to }) => `${from} ${move} ${to}`)
const from = (move: string) => rows.filter((row) => row.move === move).map((row) => row.from)

describe('a visa case', () => {
  it('takes from the delegate what the delegate sees and the desk does not', () => {
    expect(movesOf('applicant')).toEqual([
      'letter_ready book_appointment appointment',
      'appointment lodge lodged',
      'lodged ask_more asked_more',
      'lodged issue issued',
      'lodged refuse refused',
      'lodged return_unread letter_ready',
      'asked_more lodge lodged',
      'sticker_wrong correct issued',
      'refused appeal appeal',
      'appeal issue issued',
    ])
  })

  it('is otherwise in the hands of the travel desk, and of nobody else', () => {
    expect(movesOf('travel_desk')).toHaveLength(rows.length)
    expect(roles.filter((role) => movesOf(role).length > 0)).toEqual(['applicant', 'travel_desk'])
  })

  it('LET-10 is assessed again before it is lodged and when it rests, never while an embassy has it', () => {
    const assessed = [
      'assess',
      'not_required',
      'manual',
      'required',
      'letter_ready',
      'appointment',
      'sticker_ok',
      'impossible',
    ]

    expect(from('find_required')).toEqual(assessed)
    expect(from('find_not_required')).toEqual(assessed)
    expect(from('find_manual')).toEqual(assessed)
  })

  it('comes to its sticker only past a visa that was issued', () => {
    expect(rows.filter(({ to }) => to === 'sticker_ok').map((row) => row.from)).toEqual(['issued'])
    expect(rows.filter(({ to }) => to === 'issued').map((row) => `${row.from} ${row.move}`)).toEqual([
      'lodged issue',
      'sticker_wrong correct',
      'appeal issue',
    ])
  })

  it('LET-14 goes four ways after a refusal, and three of them after an appeal that failed', () => {
    expect(Object.keys(visaCaseLifecycle.refused.moves)).toEqual(['appeal', 'relodge', 'go_remote', 'close'])
    expect(Object.keys(visaCaseLifecycle.appeal.moves)).toEqual(['issue', 'relodge', 'go_remote', 'close'])
  })

  it('holds no place of its own', () => {
    expect(Object.values(visaCaseLifecycle).filter(({ holdsPlace }) => holdsPlace)).toEqual([])
  })

  it('never tells a delegate that a visa is certain before it is in the passport', () => {
    const certain = Object.entries(visaCaseLifecycle).filter(([, { publicLabel }]) => publicLabel.includes('ready'))

    expect(certain.map(([state]) => state)).toEqual(['letter_ready', 'sticker_ok'])
  })
})
