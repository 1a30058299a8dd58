import { describe, expect, it } from '@jest/globals'
import { comparableName } from './comparable-name.js'

describe('names as they are compared', () => {
  it.each([
    ['Zoë  O’Neil', 'ZOE O NEIL'],
    ['IŞIL', 'ışıl'],
    ['\u0645\u062d\u0645\u0651\u062f', '\u0645\u062d\u0645\u062f'],
    ['Ａｎｎａ', 'anna'],
    ['می\u200cرا', 'میرا'],
  ])('take %s and %s as one name', (one, other) => {
    expect(comparableName(one)).toBe(comparableName(other))
  })
})
