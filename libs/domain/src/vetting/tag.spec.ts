import { describe, expect, it } from '@jest/globals'
import { isSealedWord, tagCode } from './tag.js'

const closed = ['KE', 'Kenya', 'NO', 'Norway', 'South Sudan', 'digital', 'women_gender']
const names = ['Zoë O’Neil', 'آمنة بنت علي', 'Al']

describe('a tag on a file', () => {
  it.each(['a', 'follow-up', 'b2', `a${'b'.repeat(15)}`])('may be %s', (code) => {
    expect(tagCode.test(code)).toBe(true)
  })

  it.each(['', 'A', '2b', '-a', 'a b', 'é', `a${'b'.repeat(16)}`])('may not be “%s”', (code) => {
    expect(tagCode.test(code)).toBe(false)
  })

  it.each(['ke', 'kenya', 'kenya-2', 'south-sudan', 'digital', 'women-gender', 'zoe', 'call-oneil', 'neil'])(
    'is refused as %s, which the file seals',
    (code) => {
      expect(isSealedWord(code, closed, [...names, 'ONeil'])).toBe(true)
    },
  )

  it.each(['no-show', 'south', 'al', 'call', 'follow-up'])('is taken as %s', (code) => {
    expect(isSealedWord(code, closed, names)).toBe(false)
  })
})
