import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '../application/lifecycle.js'
import { approvalKinds } from '../decision/approval-kinds.js'
import { moveRows, type Role } from '../lifecycle.js'
import { actsOf, holdersOf, type Person, readiness, twoPersonActs } from './readiness.js'

const on = '2027-05-10'
const person = (accountId: string, role: Role, endsOn: string | null = null, keeps = false): Person => ({
  accountId,
  name: accountId,
  keyUntil: null,
  grants: [{ role, endsOn, keeps }],
})
const clear = (people: readonly Person[], bars: readonly { accountId: string; file: string }[] = []) =>
  readiness('board', on, { people, bars }).find(({ act }) => act === 'clear')
const leads = (count: number) => Array.from({ length: count }, (_, i) => person(`lead-${i}`, 'vetting_lead'))

describe('two-person acts', () => {
  it('are every seconded move of the table and every act that moves no file', () => {
    const moves = moveRows(applicationLifecycle).flatMap(({ move, second }) => (second ? [move] : []))

    expect(new Set(twoPersonActs)).toEqual(new Set([...moves, ...Object.keys(approvalKinds)]))
    expect(twoPersonActs.filter((act) => Object.values(holdersOf(act)).some((by) => by.length === 0))).toEqual([])
  })

  it.each([
    ['collecting', []],
    ['screening', ['not_eligible', 'reopen', 'undo_withdraw', 'lift_restriction', 'key_signing']],
    ['review', ['reopen', 'undo_withdraw', 'lift_restriction', 'key_signing']],
    ['board', ['reopen', 'undo_withdraw', 'clear', 'bulk_decision', 'lift_restriction']],
    [
      'release',
      ['reopen', 'undo_withdraw', 'release_invite', 'release_waitlist', 'release_reject', 'bulk_decision', 'export'],
    ],
    [
      'travel',
      ['promote_other', 'promote_late', 'reinstate', 'revoke_before_answer', 'cancel', 'export', 'reveal_identity'],
    ],
    ['over', []],
  ])('of the phase %s are %j', (phase, acts) => {
    expect(actsOf(phase)).toEqual(acts)
  })
})

describe('readiness', () => {
  it.each([
    [0, 'refused'],
    [1, 'refused'],
    [2, 'red'],
    [3, 'ready'],
    [4, 'ready'],
  ])('with %i people is %s', (count, verdict) => {
    expect(clear(leads(count))).toMatchObject({ fewest: count, filesWithoutTwo: 0, verdict })
  })

  it('counts a role to its last day, and no other role', () => {
    const people = [
      person('a', 'vetting_lead', '2027-05-09'),
      person('b', 'vetting_lead', '2027-05-10'),
      person('c', 'vetting_lead', '2027-05-11'),
      person('d', 'coordinator'),
    ]

    expect(clear(people)?.people.map(({ accountId }) => accountId)).toEqual(['b', 'c'])
  })

  it('is that of the file left to the fewest; conflicts of others do not matter', () => {
    const bars = [
      { accountId: 'lead-0', file: 'f' },
      { accountId: 'lead-0', file: 'f' },
      { accountId: 'lead-1', file: 'f' },
      { accountId: 'lead-0', file: 'g' },
      { accountId: 'board-1', file: 'g' },
    ]

    expect(clear(leads(3), bars)).toMatchObject({ fewest: 1, filesWithoutTwo: 1, verdict: 'refused' })
    expect(clear(leads(4), bars)).toMatchObject({ fewest: 2, filesWithoutTwo: 0, verdict: 'red' })
    expect(clear(leads(5), bars)).toMatchObject({ fewest: 3, filesWithoutTwo: 0, verdict: 'ready' })
  })

  it('counts the key of a colleague to the last day of its signatures', () => {
    const signed = (accountId: string, keyUntil: string) => ({ ...person(accountId, 'vetting_lead'), keyUntil })
    const people = [signed('a', '2027-05-09'), signed('b', '2027-05-10'), signed('c', '2027-05-11')]

    expect(clear(people)?.people.map(({ accountId }) => accountId)).toEqual(['b', 'c'])
  })

  it.each([
    [3, 0, 1, 'refused'],
    [0, 3, 1, 'refused'],
    [1, 1, 2, 'red'],
    [3, 1, 2, 'red'],
    [1, 3, 2, 'red'],
    [2, 2, 3, 'ready'],
  ])(
    'of a late invitation asks for both: %i of the desk and %i coordinators are %i, %s',
    (desks, seconds, count, verdict) => {
      const desk = Array.from({ length: desks }, (_, i) => person(`desk-${i}`, 'travel_desk'))
      const coordinators = Array.from({ length: seconds }, (_, i) => person(`coordinator-${i}`, 'coordinator'))
      const late = (people: readonly Person[]) =>
        readiness('travel', on, { people, bars: [] }).find(({ act }) => act === 'promote_late')

      expect(late([...desk, ...coordinators])).toMatchObject({ fewest: count, verdict })
    },
  )

  it('counts one person of both roles of a late invitation once', () => {
    const both = (accountId: string): Person => ({
      ...person(accountId, 'travel_desk'),
      grants: (['travel_desk', 'coordinator'] as const).map((role) => ({ role, endsOn: null, keeps: false })),
    })
    const late = (people: readonly Person[]) =>
      readiness('travel', on, { people, bars: [] }).find(({ act }) => act === 'promote_late')?.verdict

    expect([late([both('a')]), late([both('a'), both('b')]), late([both('a'), both('b'), both('c')])]).toEqual([
      'refused',
      'red',
      'ready',
    ])
  })

  it('counts keepers, whatever their role, for signing keys', () => {
    const people = [person('a', 'finance', null, true), person('b', 'care', '2027-05-09', true), person('c', 'board')]
    const signing = readiness('review', on, { people, bars: [] }).find(({ act }) => act === 'key_signing')

    expect([signing?.people.map(({ accountId }) => accountId), signing?.verdict]).toEqual([['a'], 'refused'])
  })
})
