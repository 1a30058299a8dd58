import { describe, expect, it } from '@jest/globals'
import { Fault } from '#platform/fault.js'
import { SpareBucket } from './rate-limits.js'

const start = performance.now() + 1000

describe('the spare bucket of a process', () => {
  it('holds its size, refills evenly and never holds more', () => {
    const bucket = new SpareBucket({ size: 3, seconds: 30 })

    const burst = [1, 2, 3, 4].map(() => bucket.take(start))
    const early = bucket.take(start + 9_999)
    const inTime = bucket.take(start + 10_001)
    const muchLater = [1, 2, 3, 4].map(() => bucket.take(start + 3_600_000))

    expect([burst, early, inTime]).toEqual([[true, true, true, false], false, true])
    expect(muchLater).toEqual([true, true, true, false])
  })

  it('stands in for common buckets that are away, and hides no other fault', async () => {
    const bucket = new SpareBucket({ size: 1, seconds: 60 })

    expect(await bucket.insteadOf(Promise.resolve(false))).toBe(false)
    expect(await bucket.insteadOf(Promise.reject(new Fault('database_away')))).toBe(true)
    expect(await bucket.insteadOf(Promise.reject(new Fault('database_away')))).toBe(false)
    await expect(bucket.insteadOf(Promise.reject(new Fault('broken')))).rejects.toThrow('broken')
  })
})
