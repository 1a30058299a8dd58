import { describe, expect, it } from '@jest/globals'
import { newLinkToken, readLinkToken } from './link.js'

describe('the token of a personal link', () => {
  it('is read back from its address as the same link', () => {
    const link = newLinkToken()

    expect(readLinkToken(link.token.toString('base64url'))).toEqual(link)
  })

  it('is another one each time, and its key is not what the database holds', () => {
    const [one, two] = [newLinkToken(), newLinkToken()]

    expect(one.hash.equals(two.hash)).toBe(false)
    expect(one.shownKey.equals(one.hash)).toBe(false)
  })

  it.each(['', 'short', `${'A'.repeat(21)}B`, 'A'.repeat(23), `${'A'.repeat(21)}+`, `${'A'.repeat(21)}%`])(
    'is not read from %j',
    (text) => {
      expect(readLinkToken(text)).toBeNull()
    },
  )
})
