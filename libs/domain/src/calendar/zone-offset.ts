/** Minutes by which the clocks of an IANA zone are ahead of UTC at an instant; an unknown zone counts as UTC. */
export function offsetMinutes(at: Date, zone: string): number {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  const wall = Date.UTC(year, month - 1, day, hour, minute)

  return Math.round((wall - at.getTime()) / 60_000)
}

/** The first of the coming days on which clocks there show another offset than now; null where none does. */
export function nextOffsetChange(from: Date, zone: string, days: number): Date | null {
  const now = offsetMinutes(from, zone)
  const later = Array.from({ length: days }, (_, i) => new Date(from.getTime() + (i + 1) * 86_400_000))

  return later.find((at) => offsetMinutes(at, zone) !== now) ?? null
}

function formatIn(zone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  try {
    return new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone: zone })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone: 'UTC' })
  }
}
