import { describe, expect, it } from '@jest/globals'
import { type Role, roles } from '../lifecycle.js'
import { approvalKinds, mayApprove, mayAsk } from './approval-kinds.js'
import { drawBeside, drawSample, sampleSize } from './sample.js'

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`)

describe('kinds of approval', () => {
  it('name who asks and who agrees, and no other role does either', () => {
    const by = (may: typeof mayAsk) =>
      Object.fromEntries(
        Object.keys(approvalKinds).map((kind) => [
          kind,
          roles.filter((role: Role) => may(kind, { roles: [role], keeperOf: [] })),
        ]),
      )
    const { more_openings: asks, ...others } = by(mayAsk)
    const { more_openings: agrees, ...same } = by(mayApprove)

    expect(others).toEqual(same)
    expect(new Set(asks)).toEqual(
      new Set(['reviewer', 'translator', 'vetting_lead', 'coordinator', 'board', 'security_officer']),
    )
    expect(new Set(agrees)).toEqual(new Set(['vetting_lead', 'coordinator']))
    expect(same).toEqual({
      lift_restriction: ['vetting_lead'],
      export: ['coordinator'],
      reveal_identity: [],
      key_signing: [],
      bulk_decision: ['board'],
    })
  })

  it('leave keys to keepers, and what is not listed to nobody', () => {
    expect(mayApprove('key_signing', { roles: [], keeperOf: ['contact'] })).toBe(true)
    expect(mayAsk('key_signing', { roles: [], keeperOf: [] })).toBe(false)
    expect(mayApprove('unknown', { roles, keeperOf: ['contact'] })).toBe(false)
    expect(mayApprove('toString', { roles, keeperOf: ['contact'] })).toBe(false)
  })
})

describe('the sample of a set', () => {
  it.each([
    [1, 1],
    [4, 4],
    [5, 5],
    [6, 5],
    [50, 5],
    [51, 6],
    [60, 6],
    [200, 20],
  ])('of %i files has %i', (size, read) => {
    expect(sampleSize(size)).toBe(read)
  })

  it('is the same for one seed whatever the order, another for another, and always part of the set', () => {
    const set = ids(60)

    expect(drawSample(set.toReversed(), 'seed')).toEqual(drawSample(set, 'seed'))
    expect(drawSample(set, 'other')).not.toEqual(drawSample(set, 'seed'))
    expect(new Set(drawSample(set, 'seed')).size).toBe(6)
    expect(drawSample(set, 'seed').filter((id) => !set.includes(id))).toEqual([])
    expect(drawSample(ids(4), 'seed')).toEqual(ids(4))
  })

  it('keeps what was drawn before, whatever left the set, and is filled up to its size', () => {
    const set = ids(60)
    const first = drawSample(set, 'seed')
    const smaller = set.filter((id) => id !== first[0])

    const again = drawBeside(smaller, 'other', first)

    expect(drawBeside(set, 'other', first)).toEqual(first)
    expect(first.slice(1).filter((id) => !again.includes(id))).toEqual([])
    expect(again).toHaveLength(6)
    expect(drawBeside(smaller, 'other', set)).toEqual(smaller)
  })
})
