import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Injectable } from '@nestjs/common'
import { liveStates } from '#domain/application/lifecycle.js'
import { type Alike, type AlikePair, type ContactFile, findAlike } from '#domain/duplicate/alike.js'
import { pairKey } from '#domain/duplicate/pairs.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { runInThread } from '#platform/run-in-thread.js'
import { mayRead, type OpenedFields } from '../search/searchable.js'
import type { SeenPlain } from '../search/seen-by.js'
import { type WorkingSet, WorkingSets } from '../search/working-sets.js'

export const pairVerdicts = ['same', 'different', 'unsure'] as const
export type PairVerdict = (typeof pairVerdicts)[number]

/** Two live files that may be one person's, the earlier first; `verdict` is what a person found last. */
export interface FoundPair extends AlikePair {
  readonly verdict: PairVerdict | null
}

export interface FoundAlike {
  /** Two live files each. Those told apart are left out. */
  readonly pairs: readonly FoundPair[]
  /** A live file, `second`, and one of whoever applied before that is over, `first`. Those told apart are left out. */
  readonly ended: readonly FoundPair[]
  /** Live files that share one address, number, handle or part of a name with too many to list them two by two. */
  readonly crowds: Alike['crowds']
  readonly set: WorkingSet
}

interface Compared {
  readonly of: string
  readonly alike: Promise<Alike>
}

const script = fileURLToPath(new URL('./compare-thread.js', import.meta.url))
const patienceMs = 30_000
/** Fewer are compared in the time a thread takes to start. */
const fewFiles = 300

/** Compares outside the thread that answers requests, where it takes its time. Fault `comparison_failed` after half a minute. */
export const alikeAmong = async (files: readonly ContactFile[]): Promise<Alike> =>
  files.length < fewFiles
    ? findAlike(files, new Set())
    : runInThread<Alike>({ script, job: files, fault: 'comparison_failed', patienceMs })

const live: ReadonlySet<string> = new Set(liveStates)
const nothing: Omit<FoundAlike, 'set'> = { pairs: [], ended: [], crowds: [] }

/**
 * Files that look like one person's second, by everything this session can open: addresses by their keyed digest, names,
 * numbers and handles in the session's memory alone. Compared anew only when what is compared has changed.
 */
@Injectable()
export class AlikeFiles {
  /** By the opened fields of a session: gone when these are. */
  private readonly compared = new WeakMap<WorkingSet['opened'], Compared>()

  constructor(
    private readonly database: Database,
    private readonly sets: WorkingSets,
  ) {}

  /**
   * A restricted file is compared for the vetting lead alone, and shows to the lead alone what it matches; a lead who is
   * no coordinator gets nothing else. Everybody else gets no pair at all.
   */
  async of(actor: StaffActor): Promise<FoundAlike> {
    const set = await this.sets.of(actor)
    const seen = set.seen.filter((file) => mayCompare(actor, file))
    if (seen.length === 0) return { ...nothing, set }
    const { pairs, crowds } = await this.alikeIn(actor, seen, set)
    const judged = await this.judged()
    const places = new Map(seen.map((file) => [file.id, file]))
    const found = pairs.flatMap((pair) => {
      const [one, other] = [places.get(pair.first), places.get(pair.second)]
      if (!one || !other || !concerns(actor, one, other)) return []
      const verdict = judged.get(pairKey(pair)) ?? null
      return verdict === 'different' ? [] : [{ ...inOrder(one, other), reasons: pair.reasons, verdict }]
    })
    const living = new Map([...places].filter(([, { state }]) => live.has(state)))
    // The first of a pair is over where one of them is.
    const open = found.filter(({ second }) => living.has(second))
    return {
      set,
      pairs: open.filter(({ first }) => living.has(first)),
      ended: open.filter(({ first }) => !living.has(first)),
      crowds: hasRole(actor, 'coordinator') ? crowdsIn(crowds, living) : [],
    }
  }

  private async alikeIn(actor: StaffActor, seen: readonly SeenPlain[], { opened }: WorkingSet): Promise<Alike> {
    const digests = await this.digests(actor)
    const files = seen.map((file) => comparable(file.id, readable(actor, file, opened), digests.get(file.id) ?? null))
    const of = createHash('sha256').update(JSON.stringify(files)).digest('hex')
    const known = this.compared.get(opened)
    if (known?.of === of) return known.alike
    const alike = alikeAmong(files)
    this.compared.set(opened, { of, alike })
    // A comparison that failed is made again at the next request.
    void Promise.allSettled([alike]).then(([end]) => end.status === 'rejected' && this.compared.delete(opened))

    return alike
  }

  private async digests({ editionId }: StaffActor): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; digest: string }>(
      `SELECT i.application_id AS id, encode(i.digest, 'hex') AS digest FROM app.contact_index i
       JOIN app.application a ON a.id = i.application_id WHERE a.edition_id = $1`,
      [editionId],
    )
    return new Map(rows.map(({ id, digest }) => [id, digest]))
  }

  private async judged(): Promise<Map<string, PairVerdict>> {
    const rows = await this.database.query<{ first: string; second: string; verdict: PairVerdict }>(
      'SELECT first_id AS first, second_id AS second, verdict FROM app.duplicate_pair',
    )
    return new Map(rows.map(({ verdict, ...pair }) => [pairKey(pair), verdict]))
  }
}

const mayCompare = (actor: StaffActor, { isRestricted }: SeenPlain): boolean =>
  hasRole(actor, 'vetting_lead') || (hasRole(actor, 'coordinator') && !isRestricted)

const concerns = (actor: StaffActor, one: SeenPlain, other: SeenPlain): boolean =>
  hasRole(actor, 'coordinator') || one.isRestricted || other.isRestricted

const readable = (actor: StaffActor, file: SeenPlain, opened: WorkingSet['opened']): OpenedFields | undefined =>
  mayRead(actor, file).contact ? opened.get(file.id) : undefined

/** A partner's handle is many people's, and no sign of one. */
function comparable(id: string, fields: OpenedFields | undefined, mail: string | null): ContactFile {
  const channels = (fields?.channels ?? []).filter(({ channel }) => channel !== 'partner')

  return {
    id,
    mail,
    names: fields?.name ? [fields.name] : [],
    phones: channels.filter(({ channel }) => channel === 'phone').map(({ handle }) => handle),
    handles: channels.filter(({ channel }) => channel !== 'phone'),
  }
}

/**
 * A file that is over comes first, else the one sent earlier. Only the week of sending is known; within one week the case
 * numbers say which file stays.
 */
const inOrder = (one: SeenPlain, other: SeenPlain): { readonly first: string; readonly second: string } =>
  standingOf(one) < standingOf(other) ? { first: one.id, second: other.id } : { first: other.id, second: one.id }

const standingOf = (file: SeenPlain): string => `${live.has(file.state) ? 1 : 0} ${orderOf(file)}`

/** The order in which files of one person count: the first stays. */
export const orderOf = ({ submittedWeek, caseNumber }: Pick<SeenPlain, 'submittedWeek' | 'caseNumber'>): string =>
  `${submittedWeek ?? ''} ${caseNumber}`

const crowdsIn = (crowds: Alike['crowds'], places: ReadonlyMap<string, unknown>): Alike['crowds'] =>
  crowds
    .map(({ about, ids }) => ({ about, ids: ids.filter((id) => places.has(id)) }))
    .filter(({ ids }) => ids.length > 1)
