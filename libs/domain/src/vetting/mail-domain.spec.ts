import { describe, expect, it } from '@jest/globals'
import { tellingDomain } from './mail-domain.js'

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
