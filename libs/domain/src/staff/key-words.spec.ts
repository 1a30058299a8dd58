import { describe, expect, it } from '@jest/globals'
import { keyWords } from './key-words.js'

describe('the words of a key', () => {
  it('are sixteen, the same for the same key, six bits of one byte each', () => {
    const words = keyWords(Uint8Array.from({ length: 32 }, (_, i) => i))
    const same = keyWords(Uint8Array.from({ length: 32 }, (_, i) => (i < 16 ? i + 64 : 0)))

    expect(words).toHaveLength(16)
    expect(new Set(words).size).toBe(16)
    expect(same).toEqual(words)
  })

  it('change with any of the first sixteen bytes', () => {
    const digest = new Uint8Array(32)
    const others = Array.from({ length: 16 }, (_, i) => keyWords(digest.map((byte, at) => (at === i ? 1 : byte))))

    expect(new Set([keyWords(digest), ...others].map((words) => words.join(' '))).size).toBe(17)
  })
})
