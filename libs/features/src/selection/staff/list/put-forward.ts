import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { SupportChoice, SupportLine } from '#domain/decision/support.js'
import { largestSet } from '#domain/decision/sample.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Draft } from '#domain/selection/draft/draft.js'
import {
  DecideMany,
  type DryRun,
  type ManyMove,
  type ManyRefusal,
  type Places,
  ReadPlaces,
  readyDigest,
} from '#features/decision/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { Candidate } from '../candidates/candidate.js'
import { type CandidateSet, CandidateSets } from '../candidates/candidate-sets.js'
import { hasPlace, ofWave } from '../engine-input.js'
import { drawnOrder, type OrderLack } from '../lottery/order-rows.js'
import { settingsRow } from '../settings/settings-rows.js'
import { supportOf, type SupportSum, supportSums } from './asked-support.js'
import { knownList, type ListRow } from './list-rows.js'
import { inOrder, nextInLine } from './people-shown.js'
import { owesWord } from './sign-word.js'

/** What becomes of those before the board who are neither on the list nor next in its order. */
export const restChoices = ['leave', 'reject'] as const

export interface Forward {
  /** How many follow on the waitlist; without a number the usual share of the places. */
  readonly waitlist?: number | undefined
  readonly rest: (typeof restChoices)[number]
  readonly support: SupportChoice
}

/** A cohort is chosen as a whole, and who is not in it lacks a place, not merit. */
const reasonOf = { release_invite: 'fit', release_waitlist: 'places', release_reject: 'places' } as const

export interface ForwardPart {
  readonly move: ManyMove
  readonly reasonClass: (typeof reasonOf)[ManyMove]
  readonly run: DryRun
  /** The files that are ready, in sets that two people can answer for: each put forward, and agreed to, by itself. */
  readonly sets: readonly (readonly string[])[]
  /** Support lines by file, of those who are ready; null where none would be granted. */
  readonly support: ReadonlyMap<string, readonly SupportLine[]> | null
}

export interface ForwardRun {
  readonly row: ListRow
  readonly places: Places
  readonly waitlist: number
  /** What the order of the waitlist is, or why lots gave it none yet: nobody is put on the waitlist then. */
  readonly order: 'score' | 'drawn' | OrderLack
  /** In the order in which they are put forward. */
  readonly parts: readonly ForwardPart[]
  /** On the list, and not among the candidates the actor sees. A number, never names. */
  readonly gone: number
  /** What would be granted with the invitations, line by line. */
  readonly sums: readonly SupportSum[]
  /** This session opens what people asked for. */
  readonly isOpen: boolean
  /** Hex digest of exactly these files in exactly this order, with exactly this support. */
  readonly digest: string
}

/** 15 % of the places (DOMAIN: buffers sit on the waitlist). */
const usualWaitlist = (places: number): number => Math.ceil((places * 15) / 100)

/** The decisions that a draft list comes to, put forward for all of its people. Nothing an applicant can see changes. */
@Injectable()
export class PutForward {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly many: DecideMany,
    private readonly places: ReadPlaces,
  ) {}

  /**
   * What it would do now; writes nothing. Refuses: not_found (no board member, or the list), not_signed (how many, and what
   * they ask for, are figures of the list).
   */
  async dryRun(
    actor: StaffActor,
    listId: string,
    asked: Forward,
  ): Promise<Outcome<ForwardRun, 'not_found' | 'not_signed'>> {
    const list = hasRole(actor, 'board') ? await knownList(this.database, actor, listId) : null
    if (!list) return refuse('not_found')
    if (await owesWord(this.database, actor)) return refuse('not_signed')
    const set = ofWave(await this.sets.of(actor), list.row)
    const places = await this.places.run(actor)
    const waitlist = asked.waitlist ?? usualWaitlist(list.row.places ?? places.capacity)
    const drawn = await drawnOrder(this.database, list.row)
    const next = nextInLine(set, list.draft, typeof drawn === 'string' ? null : drawn).slice(0, waitlist)
    const parts: ForwardPart[] = []
    for (const [move, ids] of planned(set, list.draft, { next, rest: asked.rest })) {
      const run = await this.many.dryRun(actor, { move, ids })
      if (!run) return refuse('not_found')
      const support = move === 'release_invite' ? supportOf(set, run.ready, asked.support) : null
      parts.push({ move, reasonClass: reasonOf[move], run, sets: setsOf(run.ready), support })
    }

    return done({
      row: list.row,
      places,
      waitlist,
      order: typeof drawn === 'string' ? drawn : drawn ? 'drawn' : 'score',
      parts,
      gone: [...list.draft.members].filter((member) => !set.byId.has(member)).length,
      sums: await this.sums(actor, parts),
      isOpen: set.isOpen,
      digest: digestOf(parts),
    })
  }

  /**
   * Answers the ids of the batches. Each set is written as a whole or not at all; where one is refused, those before it
   * stand, and a new dry run finds their files with a decision that waits. Refuses: not_found, not_signed, set_changed (not the files
   * and the order of the dry run any more), nothing_to_decide, lots_first, lots_waiting, lots_undrawn and lots_stale (somebody would go on the
   * waitlist in an order that is not the drawn one).
   */
  async apply(
    actor: StaffActor,
    listId: string,
    asked: Forward & { readonly wording?: string | undefined; readonly digest: string },
  ): Promise<Outcome<string[], 'not_signed' | ManyRefusal | OrderLack>> {
    const found = await this.dryRun(actor, listId, asked)
    if (!found.ok) return found
    const { parts, digest, order } = found.value
    if (digest !== asked.digest) return refuse('set_changed')
    const lack = lackOf(found.value)
    if (lack) return refuse(lack)
    const batches: string[] = []
    for (const { move, reasonClass, sets, support } of parts) {
      for (const ids of sets) {
        const wording = asked.wording ?? ''
        const orderedBy = order === 'drawn' ? ('drawn' as const) : ('score' as const)
        const decision = {
          move,
          ids,
          reasonClass,
          wording,
          orderedBy,
          digest: readyDigest(move, ids),
          ...(support && { support }),
        }
        const outcome = await this.many.apply(actor, decision)
        if (!outcome.ok) return outcome
        batches.push(outcome.value)
      }
    }

    return batches.length > 0 ? done(batches) : refuse('nothing_to_decide')
  }

  private async sums({ editionId }: StaffActor, parts: readonly ForwardPart[]): Promise<SupportSum[]> {
    const settings = await settingsRow(this.database, editionId)
    return parts.flatMap(({ support }) => (support ? supportSums(support, settings) : []))
  }
}

/** Why nobody may be put on the waitlist, where somebody would be; null when nothing stands in the way. */
export function lackOf({ order, parts }: ForwardRun): OrderLack | null {
  if (order === 'score' || order === 'drawn') return null
  return parts.some(({ move, run }) => move === 'release_waitlist' && run.ready.length > 0) ? order : null
}

/** Who gets which decision, by score, and the waitlist in its order: the one in which it is put forward. */
function planned(
  set: CandidateSet,
  draft: Draft,
  { next, rest }: Pick<Forward, 'rest'> & { readonly next: readonly Candidate[] },
): [ManyMove, string[]][] {
  const without = inOrder(set, draft, { order: 'score', show: 'all' }).filter((person) => !hasPlace(person))
  const members = without.filter(({ id }) => draft.members.has(id))
  const others = without.filter(({ id }) => !draft.members.has(id))
  const after = others.filter((person) => person.state === 'board' && !next.includes(person))
  const idsOf = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id)

  return [
    ['release_invite', idsOf(members)],
    ['release_waitlist', idsOf(next)],
    ...(rest === 'reject' ? [['release_reject', idsOf(after)] satisfies [ManyMove, string[]]] : []),
  ]
}

const setsOf = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / largestSet) }, (_, nth) =>
    ids.slice(nth * largestSet, (nth + 1) * largestSet),
  )

const fileText = (support: ForwardPart['support']) => (id: string) => `${id}:${support?.get(id)?.join() ?? ''}`

const digestOf = (parts: readonly ForwardPart[]): string =>
  createHash('sha256')
    .update(parts.map(({ move, run, support }) => [move, ...run.ready.map(fileText(support))].join(' ')).join('\n'))
    .digest('hex')
