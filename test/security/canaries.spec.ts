import { describe, expect, it } from '@jest/globals'
import { findCanaries } from '#test/support/canaries.js'

const canary = 'Qz7-canary-name'
const around = (bytes: Buffer) => [
  { name: 'p', bytes: Buffer.concat([Buffer.from('some {"x":"'), bytes, Buffer.from('"} more')]) },
]

describe('the hunt for canaries', () => {
  it.each([
    ['plain', Buffer.from(canary)],
    ['hex', Buffer.from(Buffer.from(canary).toString('hex'))],
    ['utf16le', Buffer.from(canary, 'utf16le')],
    ['utf16be', Buffer.from(canary, 'utf16le').swap16()],
    ['reversed', Buffer.from(Array.from(canary).toReversed().join(''))],
    ['base64+0', Buffer.from(Buffer.from(`${canary}...`).toString('base64'))],
    ['base64+1', Buffer.from(Buffer.from(`x${canary}...`).toString('base64'))],
    ['base64+2', Buffer.from(Buffer.from(`xy${canary}...`).toString('base64'))],
    [
      'base64+1',
      Buffer.from(
        Buffer.from(`long text before ${canary.slice(0)} and after`)
          .toString('base64')
          .slice(0),
      ),
    ],
  ])('finds one written as %s', (as, bytes) => {
    const found = findCanaries(around(bytes), [canary]).map((find) => find.as)

    expect(found.length).toBeGreaterThan(0)
    expect(as.startsWith('base64') || found.includes(as)).toBe(true)
  })

  it('finds none where there is none', () => {
    expect(findCanaries(around(Buffer.from('nothing to see')), [canary])).toEqual([])
  })
})
