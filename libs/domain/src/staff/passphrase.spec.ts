import { describe, expect, it } from '@jest/globals'
import { passphraseFlaw } from './passphrase.js'

describe('a passphrase', () => {
  it.each([
    ['four green boats', null],
    ['four green boat', null],
    ['four green boa', 'too_short'],
    ['ab cd efg '.repeat(25) + 'ghijkl', null],
    ['ab cd efg '.repeat(25) + 'ghijklm', 'too_long'],
    ['passpasspasspass', 'too_plain'],
    ['01234567890123456789', 'too_plain'],
    ['nadia.k nadia.k nadia.k', 'too_plain'],
    ['nadia.k and four green boats', null],
    ['قارب أخضر في الميناء', null],
    ['💚💚💚💚💚💚💚', 'too_short'],
  ])('%j is %s', (typed, flaw) => {
    expect(passphraseFlaw(typed, 'Nadia.K')).toBe(flaw)
  })
})
