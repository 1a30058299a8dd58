import { Injectable } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import { emptyPage, pageAfter } from '#domain/page-after.js'
import { type Draft, type Placing, placingOf } from '#domain/selection/draft/draft.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { LastDays } from '#domain/waitlist/last-days.js'
import { lastDaysNeedingVisa } from '#domain/waitlist/visa-lead.js'
import { setDigest } from '#features/decision/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { Candidate, Judged } from '../candidates/candidate.js'
import { type CandidateSet, CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { hasPlace, mayBeChosen, ofWave } from '../engine-input.js'
import { type CountedList, countedList, countedUnder, pendingInvitations, settledOf } from './list-counts.js'
import { type KnownList, knownList, type ListRow, type MoveRow } from './list-rows.js'
import { addable, inOrder, type ListLook, shownIds } from './people-shown.js'
import { owesWord } from './sign-word.js'
import { ToldCounts } from './told-counts.js'

/** A person as the board sees them: no name, no answer, nothing that is counted. */
export interface ListedPerson extends Judged {
  readonly id: string
  readonly caseNumber: string
  readonly state: string
  readonly placing: Placing
  /** Why they cannot be put on the list; null when they can. */
  readonly barred: 'has_place' | 'not_cleared' | 'harm_open' | 'no_score' | 'out_of_date' | null
  /** Among the best sets, where this list is what a run found. */
  readonly standing: 'every' | 'some' | 'open' | null
  readonly isTried: boolean
}

/** People by their ids, and the digest of exactly these. */
export interface Addable {
  readonly ids: readonly string[]
  /** Hex. */
  readonly digest: string
}

export interface ListView {
  readonly row: ListRow
  readonly moves: readonly MoveRow[]
  readonly people: readonly ListedPerson[]
  /** Id of the person after whom the next page begins. */
  readonly next: string | null
  readonly fit: number
  readonly all: number
  /** Whom this look at the list shows before any search; null for who owes their word: how many fit is a figure too. */
  readonly shownIds: ReadonlySet<string> | null
  /** Who is shown and could be put on the list in one act; null where no search chose them. */
  readonly addable: Addable | null
  /** Null where this session's keys do not open what is counted, and nobody who has them looked since the last change. */
  readonly counts: CountedList | null
  /** This member of the board has not signed for the figures yet, and is shown none. */
  readonly owesWord: boolean
  /** On the list, and no longer among the candidates: withdrawn, on hold, restricted. A number, never names. */
  readonly gone: number
  /** Share of reads drawn from all readers where it is too small to calibrate; null when scores are calibrated. */
  readonly uncalibrated: number | null
  /** Until when somebody who needs a visa may be invited. */
  readonly visaUntil: LastDays
  /** The session has the keys: people can be tried, found and explained. */
  readonly isOpen: boolean
}

const pageSize = 25

/** A draft list with what it comes to, read anew each time: the rows are its only memory. */
@Injectable()
export class ReadList {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly told: ToldCounts,
  ) {}

  /**
   * Refuses: not_found (also a person to be tried whom the actor does not see, and a search by who owes their word: how many
   * of a list fit is a figure of it).
   */
  async run(actor: StaffActor, id: string, look: ListLook): Promise<Outcome<ListView, 'not_found'>> {
    const list = mayChoose(actor) ? await knownList(this.database, actor, id) : null
    if (!list) return refuse('not_found')
    const set = ofWave(await this.sets.of(actor), list.row)
    if (look.tried?.ids.some((tried) => !set.byId.has(tried))) return refuse('not_found')
    const standings = await this.standings(id)
    const mustSign = await owesWord(this.database, actor)
    if (mustSign && look.fitting) return refuse('not_found')
    const found = inOrder(set, list.draft, look)
    const shown = pageAfter(found, ({ id: person }) => person, { after: look.after, size: pageSize }) ?? emptyPage
    const tried = new Set(look.tried?.ids)

    return done({
      row: list.row,
      moves: list.moves,
      people: shown.rows.map((person) => ({
        ...toldTo(actor, listed(set, list.draft, person)),
        standing: standings.get(person.id) ?? null,
        isTried: tried.has(person.id),
      })),
      next: shown.next,
      fit: found.length,
      all: set.people.length,
      shownIds: mustSign ? null : shownIds(set, list.draft, look),
      addable: look.fitting ? addableOf(addable(set, list.draft, look)) : null,
      counts: mustSign ? null : await this.counts(actor, { set, list, look }),
      owesWord: mustSign,
      gone: [...list.draft.members].filter((member) => !set.byId.has(member)).length,
      uncalibrated: set.uncalibrated,
      visaUntil: await this.visaUntil(actor),
      isOpen: set.isOpen,
    })
  }

  private async visaUntil({ editionId }: StaffActor): Promise<LastDays> {
    const [row] = await this.database.query<{ arrival: string; today: string }>(
      'SELECT arrival_on::text AS arrival, app.today()::text AS today FROM app.edition WHERE id = $1',
      [editionId],
    )
    return lastDaysNeedingVisa(isoDate(row?.arrival ?? ''), isoDate(row?.today ?? ''))
  }

  /** Worked out with this session's keys, or as told by one that has them; what is tried is never told. */
  private async counts(
    actor: StaffActor,
    { set, list, look }: { readonly set: CandidateSet; readonly list: KnownList; readonly look: ListLook },
  ): Promise<CountedList | null> {
    const under = await countedUnder(this.database, actor, list.row)
    const lists = await this.lists(actor, list, look)
    const people = set.people.map(({ id, stamp }) => [id, stamp, ...madeOf(set.judged.get(id))])
    const { settled, pending } = lists
    const step = [settled.isWhole, ...settled.members]
    const key = JSON.stringify([list.row.version, under, [...pending].toSorted(), step, people])
    if (!set.isOpen) return look.tried ? null : this.told.of(list.row.id, key)
    const counts = countedList(set, under, lists)
    if (!look.tried) this.told.tell(list.row.id, key, counts)

    return counts
  }

  private async lists(actor: StaffActor, { row, draft: { members, pinned } }: KnownList, { tried }: ListLook) {
    return {
      members,
      settled: await settledOf(this.database, row.id),
      pinned: tried ? withPins(pinned, tried) : pinned,
      pending: await pendingInvitations(this.database, actor.editionId),
      withThese: tried ? withTried(members, tried) : null,
    }
  }

  private async standings(listId: string): Promise<Map<string, 'every' | 'some' | 'open'>> {
    const rows = await this.database.query<{ id: string; standing: 'every' | 'some' | 'open' }>(
      `SELECT s.application_id AS id, s.standing FROM app.board_standing s JOIN app.board_run r ON r.id = s.run_id
       WHERE r.result_list = $1`,
      [listId],
    )
    return new Map(rows.map(({ id, standing }) => [id, standing]))
  }
}

/** The members if these people were moved. */
function withTried(members: ReadonlySet<string>, { ids, to }: NonNullable<ListLook['tried']>): Set<string> {
  const isIn = to === 'in' || to === 'pinned_in'
  const moved = new Set(ids)
  return new Set([...[...members].filter((id) => !moved.has(id)), ...(isIn ? ids : [])])
}

/** Who would be on the list, or off it, for good. */
function withPins(
  pinned: ReadonlyMap<string, 'in' | 'out'>,
  { ids, to }: NonNullable<ListLook['tried']>,
): ReadonlyMap<string, 'in' | 'out'> {
  const moved = new Map(pinned)
  for (const id of ids) {
    if (to === 'pinned_in' || to === 'pinned_out') moved.set(id, to === 'pinned_in' ? 'in' : 'out')
    else moved.delete(id)
  }
  return moved
}

const addableOf = (ids: readonly string[]): Addable => ({ ids, digest: setDigest(ids).toString('hex') })

const unjudged: Judged = {
  score: null,
  raw: null,
  calibrated: null,
  grade: null,
  misfits: 0,
  isOutOfDate: false,
  isHarmOpen: false,
}

/** Of what is judged of a person, what their list counts. */
const madeOf = ({ score, isHarmOpen } = unjudged) => [score, isHarmOpen]

/** How many points do not fit speaks of risk: it is for who may read about that. The grade is for everybody who chooses. */
const toldTo = <T extends { readonly misfits: number }>(actor: StaffActor, person: T): T =>
  hasRole(actor, 'vetting_lead', 'security_officer') ? person : { ...person, misfits: 0 }

function listed(set: CandidateSet, draft: Draft, person: Candidate): Omit<ListedPerson, 'standing' | 'isTried'> {
  const judged = set.judged.get(person.id) ?? unjudged

  return {
    ...judged,
    id: person.id,
    caseNumber: person.caseNumber,
    state: person.state,
    placing: hasPlace(person) ? 'in' : placingOf(draft, person.id),
    barred: mayBeChosen(person, judged) ? null : barOf(person, judged),
  }
}

function barOf(person: Candidate, { isHarmOpen, isOutOfDate }: Judged): NonNullable<ListedPerson['barred']> {
  if (hasPlace(person)) return 'has_place'
  if (person.state !== 'board') return 'not_cleared'

  if (isHarmOpen) return 'harm_open'
  return isOutOfDate ? 'out_of_date' : 'no_score'
}
