import { describe, expect, it } from '@jest/globals'
import { Fault } from '#platform/fault.js'
import { newKeyPair } from './keys.js'
import { openWithPair, type RecordPlace, sealRecord } from './record.js'

const reader = newKeyPair()
const place: RecordPlace = { owner: 'a1', compartment: 'profile', schema: 'profile', version: 3 }
const value = { answers: [{ id: 'display_name', answer: 'Amal \u202e<b>' }] }
const sealed = sealRecord(place, value, [reader.publicKey])
const wrap = sealed.wraps[0]?.wrap ?? Buffer.alloc(0)

const outcomeOf = (work: () => unknown): string => {
  try {
    work()
    return 'opened'
  } catch (error) {
    return error instanceof Fault ? error.code : 'other'
  }
}

describe('sealed record', () => {
  it('opens for the one it was wrapped to, and to the same value', () => {
    expect(openWithPair(place, sealed.body, wrap, reader)).toEqual(value)
  })

  it('tells only its size in 1 KiB buckets', () => {
    const short = sealRecord(place, { a: 1 }, []).body.length
    const long = sealRecord(place, { a: 'x'.repeat(900) }, []).body.length
    const longer = sealRecord(place, { a: 'x'.repeat(1100) }, []).body.length

    expect([long - short, longer - short]).toEqual([0, 1024])
  })

  it('opens with no other key', () => {
    expect(outcomeOf(() => openWithPair(place, sealed.body, wrap, newKeyPair()))).toBe('wrap_not_ours')
  })

  it.each([
    ['another person', { owner: 'a2' }],
    ['another compartment', { compartment: 'risk' }],
    ['another version', { version: 2 }],
    ['another schema', { schema: 'profile.note' }],
    ['parts that run together', { owner: 'a', compartment: '1profile' }],
  ])('opens nowhere else: %s', (_title, change) => {
    expect(outcomeOf(() => openWithPair({ ...place, ...change }, sealed.body, wrap, reader))).toBe('seal_broken')
  })

  it('accepts no altered byte of body or wrap', () => {
    for (let i = 0; i < sealed.body.length; i += 7) {
      const body = Buffer.from(sealed.body)
      body[i] = (body[i] ?? 0) ^ 1
      expect(outcomeOf(() => openWithPair(place, body, wrap, reader))).not.toBe('opened')
    }
    for (let i = 0; i < wrap.length; i += 1) {
      const other = Buffer.from(wrap)
      other[i] = (other[i] ?? 0) ^ 1
      expect(outcomeOf(() => openWithPair(place, sealed.body, other, reader))).toBe('wrap_not_ours')
    }
  })
})
