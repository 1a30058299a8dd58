import { Injectable } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import { closedGate, type Gate, lastDayOfLine } from '#domain/waitlist/gates.js'
import { feasibleOn, type LastDays } from '#domain/waitlist/last-days.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type SeenFile, seenFiles, whoGaveUp } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type OpenedReasons, openReasons, reasonsTold } from './line-reasons.js'
import { type LineFacts, nothingKnown, openLineFacts } from './line-facts.js'
import { lineOf, type Offer, offeredPlaces, offersOf, placesAhead, type Waiter } from './line-offers.js'
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
  /** Whom the system would invite, one after the other: of nobody whose travel is not known, and whatever shuts the line today. */
  readonly ahead: () => readonly Offer[]
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
    const left = edition.capacity + edition.overInvitation - edition.taken
    const free = Math.max(0, left)
    const gate = closedGate(edition, edition.today, 'person')
    const offered = offeredPlaces(places, free)
    const holders = await this.holders(files)
    const domain = lineOf(edition, { holders, waiting, facts })
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
      offers: gate === null ? offersOf(offered, facts, domain) : [],
      ahead: () => offersOf(placesAhead(places, left), facts, { ...domain, unknownTravel: 'passes_over' }),
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
