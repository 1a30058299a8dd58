import { isSchengenState, type RuleSet, shippedRules } from './rule-set.js'

/** One airport of the way, from home and back, in the order travelled. */
export interface Stop {
  /** ISO 3166 country of the airport. */
  readonly country: string
  /** Minutes between two flights; absent where the person does not change planes. */
  readonly connectionMinutes?: number
}

export interface Itinerary {
  readonly stops: readonly Stop[]
  /** Entries the visa has left; null where none is needed. */
  readonly entries: number | 'MULT' | null
  /** Countries the delegate or the security officer named as unsafe to pass through. */
  readonly unsafe: readonly string[]
}

/**
 * What stands out in a way to Sweden and home (visa-rules.md §5), sorted, each once: ENTRIES_EXCEEDED,
 * HUB_TRANSIT_CHECK:XX, HUB_UNSAFE:XX (blocks ticketing until the security officer clears it), TIGHT_CONNECTION.
 */
export function itineraryFlags({ stops, entries, unsafe }: Itinerary, rules: RuleSet = shippedRules): string[] {
  const { TIGHT_CONNECTION_MINUTES: tight, TRANSIT_HUBS: hubs } = rules.constants
  const isInside = (stop: Stop | undefined): boolean => isSchengenState(rules, stop?.country)
  const entered = stops.filter((stop, i) => i > 0 && isInside(stop) && !isInside(stops[i - 1]))
  const changed = stops.filter(({ connectionMinutes }) => connectionMinutes !== undefined)
  const isTight = entered.some(({ connectionMinutes: minutes }) => minutes !== undefined && minutes < tight.value)
  const flags = [
    ...(typeof entries === 'number' && entered.length > entries ? ['ENTRIES_EXCEEDED'] : []),
    ...changed
      .filter(({ country }) => hubs.value.includes(country))
      .map(({ country }) => `HUB_TRANSIT_CHECK:${country}`),
    ...changed.filter(({ country }) => unsafe.includes(country)).map(({ country }) => `HUB_UNSAFE:${country}`),
    ...(isTight ? ['TIGHT_CONNECTION'] : []),
  ]

  return [...new Set(flags)].toSorted()
}
