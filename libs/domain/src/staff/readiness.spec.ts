import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '../application/lifecycle.js'
import { approvalKinds } from '../decision/approval-kinds.js'
import type { Compartment } from '../compartment.js'
import { moveRows, type Role } from '../lifecycle.js'
import { actsOf, holdersOf, type Person, readiness, twoPersonActs } from './readiness.js'
import { type Revealable, revealable } from './reveal.js'

const on = '2027-05-10'
const person = (
  accountId: string,
  role: Role,
  endsOn: string | null = null,
  keeperOf: readonly Compartment[] = [],
): Person => ({
  accountId,
  name: accountId,
  keyUntil: null,
  grants: [{ role, endsOn, keeperOf }],
})
const clear = (people: readonly Person[], bars: readonly { accountId: string; file: string }[] = []) =>
  readiness('board', on, { people, bars }).find(({ act }) => act === 'clear')
const leads = (count: number) => Array.from({ length: count }, (_, i) => person(`lead-${i}`, 'vetting_lead'))

const sentParts = ['reveal_contact', 'reveal_profile', 'reveal_risk', 'reveal_references']

describe('two-person acts', () => {
  it('are every seconded move, every act that moves no file, every part that can be revealed, and reading early', () => {
    const moves = moveRows(applicationLifecycle).flatMap(({ move, second }) => (second ? [move] : []))

    const reveals = revealable.map((part) => `reveal_${part}`)

    expect(new Set(twoPersonActs)).toEqual(
      new Set([...moves, ...Object.keys(approvalKinds), ...reveals, 'early_reading']),
    )
    expect(twoPersonActs.filter((act) => Object.values(holdersOf(act)).some((by) => by.length === 0))).toEqual([])
  })

  it.each([
    ['collecting', ['early_reading']],
    [
      'screening',
      [
        'not_eligible',
        'reopen',
        'undo_withdraw',
        'lift_restriction',
        'key_signing',
        'early_reading',
        'more_openings',
        ...sentParts,
      ],
    ],
    ['review', ['reopen', 'undo_withdraw', 'lift_restriction', 'key_signing', 'more_openings', ...sentParts]],
    ['board', ['reopen', 'undo_withdraw', 'clear', 'bulk_decision', 'lift_restriction', 'more_openings', ...sentParts]],
    [
      'release',
      [
        'reopen',
        'undo_withdraw',
        'release_invite',
        'release_waitlist',
        'release_reject',
        'bulk_decision',
        'export',
        'more_openings',
        ...sentParts,
      ],
    ],
    [
      'travel',
      [
        'promote_other',
        'promote_late',
        'reinstate',
        'revoke_before_answer',
        'cancel',
        'export',
        'reveal_identity',
        ...sentParts,
        'reveal_travel',
      ],
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
      grants: (['travel_desk', 'coordinator'] as const).map((role) => ({ role, endsOn: null, keeperOf: [] })),
    })
    const late = (people: readonly Person[]) =>
      readiness('travel', on, { people, bars: [] }).find(({ act }) => act === 'promote_late')?.verdict

    expect([late([both('a')]), late([both('a'), both('b')]), late([both('a'), both('b'), both('c')])]).toEqual([
      'refused',
      'red',
      'ready',
    ])
  })

  it('counts keepers, whatever their role and the files they must not judge, for signing keys', () => {
    const people = [
      person('a', 'finance', null, ['finance']),
      person('b', 'care', '2027-05-09', ['care']),
      person('c', 'board'),
    ]
    const bars = [{ accountId: 'a', file: 'f' }]
    const signing = readiness('review', on, { people, bars }).find(({ act }) => act === 'key_signing')

    expect([signing?.people.map(({ accountId }) => accountId), signing?.fewest, signing?.verdict]).toEqual([
      ['a'],
      1,
      'refused',
    ])
  })

  it('of reading early is of coordinators and leads, whatever files they must not judge, and refuses no phase', () => {
    const early = (phase: string, people: readonly Person[]) => {
      const bars = people.map(({ accountId }) => ({ accountId, file: 'f' }))
      const act = readiness(phase, on, { people, bars }).find((row) => row.act === 'early_reading')
      return [act?.people.map(({ accountId }) => accountId), act?.verdict]
    }
    const [lead, coordinator, board] = [person('a', 'vetting_lead'), person('b', 'coordinator'), person('c', 'board')]

    expect(early('collecting', [lead, board])).toEqual([['a'], 'missing'])
    expect(early('screening', [lead, coordinator, board])).toEqual([['a', 'b'], 'red'])
    expect(early('screening', [lead, coordinator, person('d', 'coordinator')])).toEqual([['a', 'b', 'd'], 'ready'])
  })
})

describe('readiness of a reveal', () => {
  const reveal = (part: Revealable, people: readonly Person[]) => {
    const row = readiness('travel', on, { people, bars: [] }).find(({ act }) => act === `reveal_${part}`)
    const [first, second] = [row?.first, row?.second].map((able) => able?.map(({ accountId }) => accountId))
    return [first, second, row?.verdict]
  }
  const keeper = person('keeper', 'vetting_lead', null, ['risk', 'profile'])
  const late = person('late', 'security_officer', '2027-05-09', ['risk'])
  const security = person('security', 'security_officer')
  const coordinator = person('coordinator', 'coordinator', null, ['contact'])
  const desk = person('desk', 'travel_desk', null, ['identity', 'travel'])

  it('asks for somebody who may be shown the part and for another who keeps it', () => {
    const people = [keeper, late, security, coordinator, desk]

    expect(reveal('risk', people)).toEqual([['security', 'coordinator'], ['keeper'], 'red'])
    expect(reveal('contact', people)).toEqual([['keeper', 'security'], ['coordinator'], 'red'])
    expect(reveal('identity', people)).toEqual([['security', 'coordinator'], ['desk'], 'red'])
    expect(reveal('risk', [...people, person('deputy', 'care', null, ['risk'])])).toEqual([
      ['security', 'coordinator'],
      ['keeper', 'deputy'],
      'ready',
    ])
  })

  it('refuses no phase that can do without it, and one that needs identities', () => {
    expect(reveal('references', [keeper, security])).toEqual([['keeper', 'security'], [], 'missing'])
    expect(reveal('risk', [keeper, desk])).toEqual([[], ['keeper'], 'missing'])
    expect(reveal('identity', [coordinator, security])).toEqual([['coordinator', 'security'], [], 'refused'])
  })
})
