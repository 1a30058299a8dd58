import { describe, expect, it } from '@jest/globals'
import { handleAsPhone, phoneKey, phonesAlike, readHandle, readPhone } from './channels.js'

const alike = (one: string, other: string): string | null => {
  const [a, b] = [readPhone(one), readPhone(other)]
  return a && b && phonesAlike(a, b)
}

describe('phone numbers', () => {
  it.each([
    ['+46 70 123 45 67', '0046701234567', 'same_phone'],
    ['+46 (0)70 123 45 67', '+46701234567', 'same_phone'],
    ['+46701234567', '070-123 45 67', 'phone_ending'],
    ['070-123 45 67', '0701234567', 'same_phone'],
    ['46701234567', '+46701234567', 'same_phone'],
    ['46701234567', '0701234567', 'phone_ending'],
    ['+98 912 345 6789', '۰۹۱۲۳۴۵۶۷۸۹', 'phone_ending'],
    ['+7 916 123-45-67', '8 (916) 123-45-67', 'same_phone'],
    ['+216 20 123 456', '20 123 456', 'phone_ending'],
    ['+1 212 555 0100', '(212) 555-0100', 'phone_ending'],
    ['+46 70 123 45 67', '+47 70 123 45 67', null],
    ['(212) 555-0100', '(512) 555-0100', null],
    ['+216 20 123 456', '0 123 456', null],
    ['+46 70 123 45 67', '070-123 45 68', null],
    ['1234567', '1234567', 'same_phone'],
    ['+46 8 1234567', '1234567', null],
  ])('APP-9 %s and %s: %s', (one, other, expected) => {
    expect([alike(one, other), alike(other, one)]).toEqual([expected, expected])
  })

  it.each(['', 'none', '123456', '0123456', '1234567890123456'])('are not made of %j', (text) => {
    expect(readPhone(text)).toBeNull()
  })

  it('share a key whenever they are alike', () => {
    const keys = ['+46701234567', '070-123 45 67', '46701234567'].map((text) => readPhone(text))

    expect(new Set(keys.map((phone) => phone && phoneKey(phone))).size).toBe(1)
  })
})

describe('handles', () => {
  it.each([
    ['@Robin_H', { channel: 'telegram', name: 'robin_h' }],
    ['https://t.me/Robin_H/', { channel: 'telegram', name: 'robin_h' }],
    ['t.me/robin_h', { channel: 'telegram', name: 'robin_h' }],
    [' robin.42 ', { channel: 'telegram', name: 'robin.42' }],
    ['@', null],
    ['', null],
  ])('APP-9 compare without @, case and address: %j', (text, expected) => {
    expect(readHandle('Telegram', text)).toEqual(expected)
  })

  it('APP-9 that are numbers are compared as numbers', () => {
    const number = readHandle('whatsapp', 'https://wa.me/46701234567')

    expect(number && handleAsPhone(number)).toEqual({ digits: '46701234567', isInternational: false })
    expect(handleAsPhone({ channel: 'signal', name: 'robin.4212345' })).toBeNull()
  })
})
