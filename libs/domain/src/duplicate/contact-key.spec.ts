import { describe, expect, it } from '@jest/globals'
import { contactKey } from './contact-key.js'

describe('the key of a way of contact', () => {
  it.each([
    ['+46 70 123 45 67', '0046-70-1234567', '070-123 45 67', '٠٧٠١٢٣٤٥٦٧'],
    ['Helper@Example.org', ' helper@example.org', 'HELPER@example.org/', 'helper@example.org'],
    ['@helper', 'https://t.me/helper', 'Helper', 't.me/helper/'],
  ])('is one for %s however it is written', (...ways) => {
    expect(new Set(ways.map(contactKey)).size).toBe(1)
  })

  it('tells two apart, and is none for nothing', () => {
    expect([contactKey('+46701234567') === contactKey('+46701234568'), contactKey(' @ ')]).toEqual([false, null])
  })
})
