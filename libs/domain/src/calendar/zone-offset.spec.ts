import { describe, expect, it } from '@jest/globals'
import { nextOffsetChange, offsetMinutes } from './zone-offset.js'

describe('clocks of two places', () => {
  it.each([
    ['Europe/Stockholm', '2027-01-15T12:00:00Z', 60],
    ['Europe/Stockholm', '2027-07-15T12:00:00Z', 120],
    ['Asia/Kathmandu', '2027-01-15T23:59:00Z', 345],
    ['America/Bogota', '2027-01-01T02:30:00Z', -300],
    ['Nowhere/Else', '2027-01-15T12:00:00Z', 0],
  ])('%s at %s is ahead of UTC by %d minutes', (zone, at, minutes) => {
    expect(offsetMinutes(new Date(at), zone)).toBe(minutes)
  })

  it('changes are named on the first day that has them, and only within the days asked for', () => {
    const before = new Date('2027-03-24T12:00:00Z')

    expect(nextOffsetChange(before, 'Europe/Stockholm', 7)?.toISOString()).toBe('2027-03-28T12:00:00.000Z')
    expect(nextOffsetChange(before, 'Europe/Stockholm', 3)).toBeNull()
    expect(nextOffsetChange(before, 'Africa/Nairobi', 366)).toBeNull()
  })
})
