import { describe, expect, it } from '@jest/globals'
import { mailboxesIn, tellingDomain } from './mail-domain.js'

describe('the domain of an address', () => {
  it.each([
    ['ana@lighthouse.example', 'lighthouse.example'],
    ['Ana <ana@Lighthouse.Example', 'lighthouse.example'],
    ['ana@mail.lighthouse.example.', 'mail.lighthouse.example'],
    ['ana@gmail.com', null],
    ['ana@GMX.de', null],
    ['ana@yahoo.co.uk', null],
    ['ana@notgmail.com', 'notgmail.com'],
    ['+46 70 123 45 67', null],
    ['@lighthouse.example', null],
    ['ana@localhost', null],
    ['ana@', null],
    ['', null],
  ])('CON-3 tells something, or is a free mailbox: %s', (address, expected) => {
    expect(tellingDomain(address)).toBe(expected)
  })
})

describe('the mailboxes a text names', () => {
  it.each([
    ['ana@riseup.net', 'ana@riseup.net'],
    [' Ana Ruiz <ANA@Riseup.NET>.', 'ana@riseup.net'],
    ['ana＠riseup.net', 'ana@riseup.net'],
    ['ana+calls@riseup.net', 'ana@riseup.net'],
    ['A.na+x@googlemail.com', 'ana@gmail.com'],
    ['a.na@riseup.net', 'a.na@riseup.net'],
    ['ana@pm.me', 'ana@proton.me'],
    ['mailto:ana@riseup.net/', 'ana@riseup.net'],
  ])('CON-3 are one however they are typed: %s', (text, expected) => {
    expect(mailboxesIn(text)).toEqual([expected])
  })

  it('CON-3 are all that stand in it, and none where there is no address', () => {
    expect(mailboxesIn('ana@riseup.net; b@house.example')).toEqual(['ana@riseup.net', 'b@house.example'])
    for (const text of ['', '@ana', 'ana@', 'ana@localhost', 'a@b@c.org', '+46 70 123 45 67']) {
      expect([text, mailboxesIn(text)]).toEqual([text, []])
    }
  })
})
