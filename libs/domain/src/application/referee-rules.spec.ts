import { describe, expect, it } from '@jest/globals'
import { errorsAcross, isSameChannel, refereeErrors } from './referee-rules.js'

describe('referees', () => {
  it('are two people, by name and by channel', () => {
    expect(refereeErrors({ referees: [{ name: 'Ali' }, { name: ' ali ' }] })).toEqual({
      'referees.1.name': 'same_person',
    })
    expect(
      refereeErrors({
        referees: [
          { name: 'Ali', channel: 'A@x.org' },
          { name: 'Omar', channel: 'a@x.org ' },
        ],
      }),
    ).toEqual({ 'referees.1.channel': 'same_person' })
    expect(refereeErrors({ referees: [{}, {}] })).toEqual({})
    expect(refereeErrors({})).toEqual({})
  })

  it('may be vouched for with a code of six symbols, or with none', () => {
    const vouched = (code: string) => refereeErrors({ known_to_us: true, voucher_code: code })

    expect([vouched('7k3-m9q'), vouched('O٧K3M9'), vouched('')]).toEqual([{}, {}, {}])
    for (const code of ['7K3M9', '7K3M9QU', '7K3M9U']) expect(vouched(code)).toEqual({ voucher_code: 'case_number' })
    expect(refereeErrors({ voucher_code: 'not asked' })).toEqual({})
    expect(
      refereeErrors({
        known_to_us: true,
        voucher_code: 'no',
        referees: [{ channel: 'a@x.org' }, { channel: 'a@x.org' }],
      }),
    ).toEqual({ voucher_code: 'case_number', 'referees.1.channel': 'same_person' })
  })

  it.each([
    ['+46 70-123 45 67', '0046701234567'],
    ['+٩٦٢ ٧٩ ١٢٣ ٤٥٦٧', '+962 (79) 123.4567'],
    ['Name@Example.org', ' name@example.org'],
    ['@handle', '@HANDLE\u200E'],
  ])('share one channel: %s and %s', (one, other) => {
    expect(isSameChannel(one, other)).toBe(true)
  })

  it.each([
    ['a@x.org', 'b@x.org'],
    ['+46 70 123 45 67', '+46 70 123 45 68'],
    ['', ''],
    [undefined, undefined],
    ['12', '0012'],
  ])('have two channels: %s and %s', (one, other) => {
    expect(isSameChannel(one, other)).toBe(false)
  })

  it('are not the proxy', () => {
    const references = { referees: [{ channel: 'a@x.org' }, { channel: '+46 70 123 45 67' }] }
    const start = { applying_for: 'proxy', proxy_consent: { channel: '0046701234567' } }

    expect(errorsAcross({ start, references })).toEqual({ references: { 'referees.1.channel': 'is_proxy' } })
    expect(errorsAcross({ start: { ...start, applying_for: 'self' }, references })).toEqual({})
    expect(errorsAcross({ start: { applying_for: 'proxy' }, references })).toEqual({})
    expect(errorsAcross({})).toEqual({})
  })
})
