import { Injectable } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import { isOfProfile } from '#domain/selection/draft/families.js'
import { closedGate, type Gate, lastDayOfLine } from '#domain/waitlist/gates.js'
import { feasibleOn, type Feasible, type LastDays } from '#domain/waitlist/last-days.js'
import { fillPlaces, type Line, type NextInLine } from '#domain/waitlist/next-in-line.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type SeenFile, seenFiles, whoGaveUp } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type OpenedReasons, openReasons, reasonsTold } from './line-reasons.js'
import { cellOf, type LineFacts, nothingKnown, openLineFacts } from './line-facts.js'
import {
  type FreedPlace,
  freedPlaces,
  holdingRows,
  type LineEdition,
  lineEdition,
  type PlanRow,
  planRows,
  type PromotionRow,
  promotionRows,
  type RunRow,
  runRows,
  standsBehindDeclared,
  type WaitingRow,
  waitingRows,
} from './line-rows.js'

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

export interface LineView {
  readonly edition: LineEdition
  /** Why nobody can be invited from the line today; null when somebody can. */
  readonly gate: Gate | null
  /** Last day on which the line moves. */
  readonly lastDay: string
  readonly isFree: boolean
  /** Of the files this colleague sees, as on every other page. */
  readonly invited: number
  readonly confirmed: number
  readonly places: readonly FreedPlace[]
  readonly offers: readonly Offer[]
  readonly waiting: readonly Waiter[]
  /** Whom one coordinator may invite alone. */
  readonly inTurn: string | null
  /** Nobody, as somebody with whom the viewer declared a conflict stands before them all. */
  readonly isOwnConflictFirst: boolean
  readonly planned: readonly PlanRow[]
  readonly expired: readonly SeenFile[]
  /** Those of them whom the line may not take back: they gave a place up after saying yes. */
  readonly goneForGood: ReadonlySet<string>
  readonly runs: readonly RunRow[]
  readonly promotions: readonly PromotionRow[]
  /** What the reasons kept with `planned` and `promotions` name. */
  readonly reasons: OpenedReasons
}

/** The place for which the line names this person; undefined for everybody else. */
export const offerTo = ({ offers }: Pick<LineView, 'offers'>, id: string): Offer | undefined =>
  offers.find(({ line }) => line.next?.id === id)

/** Why two people cannot invite somebody out of turn now either; null when they can. They still may after the line's last day. */
export function shutToOthers({ gate, isFree }: Pick<LineView, 'gate' | 'isFree'>): Gate | 'no_place' | null {
  if (gate !== null && gate !== 'waitlist_stopped') return gate
  return isFree ? null : 'no_place'
}

/** The line as this session can work it out: places, who is next for each and why, and what shuts it. */
@Injectable()
export class ReadLine {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Refuses: not_found (only a coordinator). Opens `profile`, `balance` and the readiness of those who wait; nothing is written but the audit line. */
  async run(actor: StaffActor): Promise<Outcome<LineView, 'not_found'>> {
    const edition = await lineEdition(this.database, actor)
    if (!edition || !hasRole(actor, 'coordinator')) return refuse('not_found')
    const freed = await freedPlaces(this.database, actor)
    const files = await this.files(actor, freed)
    // A place of somebody this colleague may not know of is one that nobody had.
    const places = freed.filter(({ freedBy }) => files.some(({ id }) => id === freedBy))
    const facts = await this.facts(actor, edition, files)
    const waiting = await this.waiting(actor, edition, { files, facts })
    const free = Math.max(0, edition.capacity + edition.overInvitation - edition.taken)
    const gate = closedGate(edition, edition.today, 'person')
    const offered = offeredPlaces(places, free)
    const holders = await this.holders(files)
    const expired = inState(files, 'expired')
    const first = waiting.find(isInTurn)?.file.id ?? null
    const isOwnConflictFirst = first !== null && (await standsBehindDeclared(this.database, actor, first))

    return done({
      edition,
      gate,
      lastDay: lastDayOfLine(edition),
      isFree: free > 0,
      invited: inState(holders, 'invited').length,
      confirmed: inState(holders, 'confirmed').length,
      places,
      offers: gate === null ? offersOf(offered, facts, lineOf(edition, { holders, waiting, facts })) : [],
      waiting,
      inTurn: isOwnConflictFirst ? null : first,
      isOwnConflictFirst,
      expired,
      goneForGood: await whoGaveUp(this.database, idsOf(expired)),
      runs: await runRows(this.database, actor),
      ...(await this.reasons(actor, files)),
    })
  }

  /** Who waits, holds a place or did. */
  private files(actor: StaffActor, freed: readonly FreedPlace[]): Promise<SeenFile[]> {
    return seenFiles(this.database, actor, {
      where: `(a.state IN ('waitlisted', 'invited', 'confirmed', 'expired') OR a.id = ANY ($3))`,
      tail: 'ORDER BY a.case_number',
      values: [freed.map(({ freedBy }) => freedBy)],
    })
  }

  /** A journey that gave its place up holds none. */
  private async holders(files: readonly SeenFile[]): Promise<SeenFile[]> {
    const confirmed = inState(files, 'confirmed')
    const holding = await holdingRows(this.database, idsOf(confirmed))
    return [...inState(files, 'invited'), ...confirmed.filter(({ id }) => holding.has(id))]
  }

  private async reasons(
    actor: StaffActor,
    files: readonly SeenFile[],
  ): Promise<Pick<LineView, 'planned' | 'promotions' | 'reasons'>> {
    const ids = idsOf(files)
    const planned = await reasonsTold(this.database, actor, await planRows(this.database, actor, ids))
    const promotions = await reasonsTold(this.database, actor, await promotionRows(this.database, ids))
    const reasons = await openReasons({ database: this.database, keyring: this.keyring }, actor, [
      ...planned,
      ...promotions,
    ])

    return { planned, promotions, reasons }
  }

  private facts(
    actor: StaffActor,
    { today, arrivalOn, rules: { rules } }: LineEdition,
    files: readonly SeenFile[],
  ): Promise<ReadonlyMap<string, LineFacts>> {
    const query = { ids: idsOf(files), today, arrivalOn, rules }
    return openLineFacts({ database: this.database, keyring: this.keyring }, actor, query)
  }

  private async waiting(
    actor: StaffActor,
    { today }: LineEdition,
    { files, facts }: { readonly files: readonly SeenFile[]; readonly facts: ReadonlyMap<string, LineFacts> },
  ): Promise<Waiter[]> {
    const seen = new Map(inState(files, 'waitlisted').map((file) => [file.id, file]))
    const rows = await waitingRows(this.database, actor, [...seen.keys()])
    return rows.flatMap((row, index) => {
      const file = seen.get(row.id)
      const own = facts.get(row.id) ?? nothingKnown
      const lastDays = own.isTravelOpen ? own.lastDays : daysKept(row)
      return file
        ? [{ file, row, place: index + 1, facts: { ...own, lastDays }, feasible: feasibleOn(lastDays, today) }]
        : []
    })
  }
}

const idsOf = (files: readonly SeenFile[]): string[] => files.map(({ id }) => id)

const inState = (files: readonly SeenFile[], wanted: string): SeenFile[] =>
  files.filter(({ state }) => state === wanted)

/** What another session worked out stands for who could not open the answer themselves. */
const daysKept = ({ normalUntil, expressUntil }: WaitingRow): LastDays | null =>
  normalUntil && expressUntil ? { normalUntil: isoDate(normalUntil), expressUntil: isoDate(expressUntil) } : null

/** True for somebody to whom nothing but the order and the time decides whether they are next. */
export const standsInLine = ({ row }: Pick<Waiter, 'row'>): boolean =>
  !row.isStopped && !row.gaveUp && !row.isApart && !row.isSecond

/** The first such person in the approved order, of those this colleague sees, as the database will judge it. */
const isInTurn = (waiter: Waiter): boolean => standsInLine(waiter) && waiter.feasible !== 'no'

/** One act invites one person; a longer list would only be guesses. */
const mostShown = 10

/** As many as there are free places: first those given up, then those nobody had. */
function offeredPlaces(places: readonly FreedPlace[], free: number): (FreedPlace | null)[] {
  const onOffer = places.filter(({ isOnOffer, isKeptBack }) => isOnOffer && !isKeptBack)
  const fresh = Array.from({ length: Math.max(0, free - onOffer.length) }, () => null)

  return [...onOffer, ...fresh].slice(0, Math.min(free, mostShown))
}

function offersOf(places: readonly (FreedPlace | null)[], facts: ReadonlyMap<string, LineFacts>, line: Line): Offer[] {
  const open = places.map((place, index) => ({
    id: String(index),
    cells: place ? (facts.get(place.freedBy)?.cells ?? []) : [],
    isBlocked: false,
  }))
  return fillPlaces(open, line).map((filled, index) => ({ place: places[index] ?? null, line: filled.line }))
}

interface LineParts {
  readonly holders: readonly SeenFile[]
  readonly waiting: readonly Waiter[]
  readonly facts: ReadonlyMap<string, LineFacts>
}

function lineOf(edition: LineEdition, { holders, waiting, facts }: LineParts): Line {
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
