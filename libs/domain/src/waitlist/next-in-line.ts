import type { IsoDate } from '../calendar/iso-date.js'
import { type Feasible, feasibleOn, type LastDays } from './last-days.js'

/** One who waits. Keys and cells are opaque here; what is not known is null or empty. */
export interface Waiting {
  readonly id: string
  /** Place in the order two people approved at the release; 1 stands first, and several may share one. */
  readonly rank: number
  /** ISO date or instant in UTC at which the person joined. */
  readonly joinedAt: string
  /** Quota cells the person counts in. */
  readonly cells: readonly string[]
  readonly organisation: string | null
  readonly country: string | null
  readonly lastDays: LastDays | null
  /** On hold, paused, or with a quiet signal: one class for all of them. */
  readonly isHeld: boolean
  /** Cancelled, gave a place back, or left after confirming: never offered one again in the line. */
  readonly gaveUp: boolean
  /** Must not come together with somebody who has a place. */
  readonly isApart: boolean
  /** Judged the later file of one person, whose earlier one stays. */
  readonly isSecond: boolean
}

/** A place to pass on, with the quota cells of the person it was lost with; none for a place nobody had. */
export interface OpenPlace {
  readonly id: string
  readonly cells: readonly string[]
  readonly isBlocked: boolean
}

/** Who sits already, by key, and how many may. */
export interface Cap {
  readonly most: number
  readonly taken: ReadonlyMap<string, number>
}

export interface Line {
  readonly today: IsoDate
  readonly waiting: readonly Waiting[]
  readonly belowFloor: readonly string[]
  readonly organisations: Cap
  readonly countries: Cap
  /** Travel not known: a person decides and so is asked; the clock alone passes over. */
  readonly unknownTravel: 'asks' | 'passes_over'
}

export type WhyNext = 'same_cell' | 'below_floor' | 'rank' | 'joined'
export type WhyNot =
  | 'held'
  | 'gave_up'
  | 'apart'
  | 'second'
  | 'too_late'
  | 'unknown_travel'
  | 'organisation_full'
  | 'country_full'
  | 'cell_first'

/** The next person with what speaks for them, and everybody before them in the approved order with what does not. */
export interface NextInLine {
  readonly next: {
    readonly id: string
    readonly why: WhyNext
    /** The cell that spoke for them; null when it was the order alone. */
    readonly cell: string | null
    readonly feasible: Feasible
  } | null
  readonly passedOver: readonly { readonly id: string; readonly why: WhyNot }[]
}

/**
 * Who is next for one place (DOMAIN: invitations and alternates): the cell of the person lost, cells below their floor, the
 * approved order, the time of joining. Nationality orders nobody; only the time an actual case takes can pass over.
 */
export function nextInLine(place: OpenPlace, line: Line): NextInLine {
  const waiting = line.waiting.toSorted(byOrder)
  const hindered = new Map(waiting.map((one) => [one.id, whyNot(one, line)]))
  const free = waiting.filter(({ id }) => !hindered.get(id))
  const chosen = place.isBlocked ? undefined : firstByCell(free, place.cells, line.belowFloor)
  if (!chosen) return { next: null, passedOver: waiting.flatMap(({ id }) => reasonIn(hindered, id)) }

  const before = waiting.slice(0, waiting.indexOf(chosen.one))
  return {
    next: {
      id: chosen.one.id,
      why: chosen.cell === null ? orderOf(chosen.one, free) : chosen.why,
      cell: chosen.cell,
      feasible: feasibleOn(chosen.one.lastDays, line.today),
    },
    passedOver: before.map(({ id }) => ({ id, why: hindered.get(id) ?? 'cell_first' })),
  }
}

export interface Filled {
  readonly placeId: string
  readonly line: NextInLine
}

/** One person after the other for these places; who is taken no longer waits and counts in the caps. */
export function fillPlaces(places: readonly OpenPlace[], line: Line): Filled[] {
  const filled: Filled[] = []
  let now = line
  for (const place of places) {
    const found = nextInLine(place, now)
    filled.push({ placeId: place.id, line: found })
    now = without(now, found.next?.id)
  }
  return filled
}

const byOrder = (one: Waiting, other: Waiting): number =>
  one.rank - other.rank || compared(one.joinedAt, other.joinedAt) || compared(one.id, other.id)
const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function whyNot(one: Waiting, { today, organisations, countries, unknownTravel }: Line): WhyNot | null {
  const feasible = feasibleOn(one.lastDays, today)
  if (one.isHeld) return 'held'
  if (one.gaveUp) return 'gave_up'
  if (one.isApart) return 'apart'
  if (one.isSecond) return 'second'
  if (feasible === 'no') return 'too_late'
  if (feasible === 'unknown' && unknownTravel === 'passes_over') return 'unknown_travel'
  if (isFull(organisations, one.organisation)) return 'organisation_full'

  return isFull(countries, one.country) ? 'country_full' : null
}

const isFull = ({ most, taken }: Cap, key: string | null): boolean => key !== null && (taken.get(key) ?? 0) >= most

const reasonIn = (hindered: ReadonlyMap<string, WhyNot | null>, id: string): { id: string; why: WhyNot }[] => {
  const why = hindered.get(id)
  return why ? [{ id, why }] : []
}

interface Chosen {
  readonly one: Waiting
  readonly why: WhyNext
  readonly cell: string | null
}

function firstByCell(free: readonly Waiting[], lost: readonly string[], below: readonly string[]): Chosen | undefined {
  const kinds = [
    { why: 'same_cell', cells: lost },
    { why: 'below_floor', cells: below },
  ] as const
  for (const { why, cells } of kinds) {
    for (const one of free) {
      const cell = cells.find((wanted) => one.cells.includes(wanted))
      if (cell !== undefined) return { one, why, cell }
    }
  }
  const [one] = free
  return one && { one, why: 'rank', cell: null }
}

/** Joining decides only between people of one rank. */
const orderOf = (one: Waiting, free: readonly Waiting[]): WhyNext =>
  free.some((other) => other !== one && other.rank === one.rank) ? 'joined' : 'rank'

function without(line: Line, id: string | undefined): Line {
  const taken = line.waiting.find((one) => one.id === id)
  if (!taken) return line

  return {
    ...line,
    waiting: line.waiting.filter((one) => one !== taken),
    organisations: oneMore(line.organisations, taken.organisation),
    countries: oneMore(line.countries, taken.country),
  }
}

const oneMore = ({ most, taken }: Cap, key: string | null): Cap => ({
  most,
  taken: key === null ? taken : new Map(taken).set(key, (taken.get(key) ?? 0) + 1),
})
