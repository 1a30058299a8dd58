import { isOfProfile } from '#domain/selection/draft/families.js'
import type { Feasible } from '#domain/waitlist/last-days.js'
import { fillPlaces, type Line, type NextInLine } from '#domain/waitlist/next-in-line.js'
import type { SeenFile } from '#features/application/index.orm.js'
import { cellOf, type LineFacts, nothingKnown } from './line-facts.js'
import type { FreedPlace, LineEdition, WaitingRow } from './line-rows.js'

/** One who waits, with the class and the days this session worked out. */
export interface Waiter {
  readonly file: SeenFile
  readonly row: WaitingRow
  /** In the approved order, among those this colleague sees; the first is 1. */
  readonly place: number
  readonly facts: LineFacts
  readonly feasible: Feasible
}

/** A place somebody can be invited to now: one that was given up, or one nobody had (null). */
export interface Offer {
  readonly place: FreedPlace | null
  readonly line: NextInLine
}

/** One act invites one person; a longer list would only be guesses. */
const mostShown = 10

/** As many as there are free places: first those given up, then those nobody had. */
export function offeredPlaces(places: readonly FreedPlace[], free: number): (FreedPlace | null)[] {
  const onOffer = places.filter(({ isOnOffer, isKeptBack }) => isOnOffer && !isKeptBack)
  const fresh = Array.from({ length: Math.max(0, free - onOffer.length) }, () => null)

  return [...onOffer, ...fresh].slice(0, Math.min(free, mostShown))
}

/**
 * The places as the clock fills them, one after the other: those on offer, those nobody had, and those given up that are on offer
 * later. `free` is below zero where more hold a place than there are.
 */
export function placesAhead(places: readonly FreedPlace[], free: number): (FreedPlace | null)[] {
  const open = places.filter(({ isKeptBack }) => !isKeptBack)
  const onOffer = open.filter(({ isOnOffer }) => isOnOffer)
  const later = open.filter(({ isOnOffer }) => !isOnOffer)
  const fresh = Array.from({ length: Math.max(0, free - onOffer.length) }, () => null)
  const now = [...onOffer, ...fresh].slice(0, Math.max(0, free))

  return [...now, ...later].slice(0, Math.max(0, free + later.length))
}

/** Who is next for each of these places. */
export function offersOf(
  places: readonly (FreedPlace | null)[],
  facts: ReadonlyMap<string, LineFacts>,
  line: Line,
): Offer[] {
  const open = places.map((place, index) => ({
    id: String(index),
    cells: place ? (facts.get(place.freedBy)?.cells ?? []) : [],
    isBlocked: false,
  }))
  return fillPlaces(open, line).map((filled, index) => ({ place: places[index] ?? null, line: filled.line }))
}

export interface LineParts {
  readonly holders: readonly SeenFile[]
  readonly waiting: readonly Waiter[]
  readonly facts: ReadonlyMap<string, LineFacts>
}

/** The line as the domain reads it, for a person to judge. */
export function lineOf(edition: LineEdition, { holders, waiting, facts }: LineParts): Line {
  const held = holders.map(({ id }) => facts.get(id) ?? nothingKnown)

  return {
    today: edition.today,
    waiting: waiting.map(({ file, row, facts: own }) => ({
      ...own,
      id: file.id,
      rank: row.queueNumber,
      joinedAt: row.joinedOn,
      isHeld: row.isStopped,
      gaveUp: row.gaveUp,
      isApart: row.isApart,
      isSecond: row.isSecond,
    })),
    belowFloor: belowFloor(edition, countOf(held.flatMap(({ cells }) => cells))),
    organisations: {
      most: edition.rules.mostPerOrganisation,
      taken: countOf(held.map(({ organisation }) => organisation)),
    },
    countries: { most: edition.rules.mostPerCountry, taken: countOf(held.map(({ country }) => country)) },
    unknownTravel: 'asks',
  }
}

/** Floors of the balance are none here: who they speak for must not be told. */
const belowFloor = ({ rules: { rules } }: LineEdition, held: ReadonlyMap<string, number>): string[] =>
  rules
    .filter(({ family }) => isOfProfile(family))
    .filter((rule) => (held.get(cellOf(rule)) ?? 0) < Number(rule.floor))
    .map(cellOf)

function countOf(keys: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)

  return counts
}
