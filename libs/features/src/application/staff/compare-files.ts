import { Injectable } from '@nestjs/common'
import { liveStates } from '#domain/application/lifecycle.js'
import type { Alike, AlikeReason } from '#domain/duplicate/alike.js'
import { emptyPage, type PageAfter, pageAfter } from '#domain/page-after.js'
import { inTwoScripts } from '#domain/name/letters.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { lockFile } from './lock-file.js'
import { AlikeFiles, type FoundAlike, type FoundPair, orderOf, type PairVerdict } from './screening/alike-files.js'
import { endClosing } from './screening/second-of-person.js'
import { mayRead } from './search/searchable.js'
import { type SeenFile, seenFiles } from './see-file.js'

export interface ComparedFile extends Pick<SeenFile, 'id' | 'caseNumber' | 'state' | 'submittedWeek' | 'version'> {
  /** Empty where this session may not read it. */
  readonly name: string
  readonly isRestricted: boolean
}

export interface ComparedPair {
  /** Sent earlier: the file that stays where both are one person's. */
  readonly first: ComparedFile
  readonly second: ComparedFile
  /** The strongest first. */
  readonly reasons: readonly AlikeReason[]
  readonly isInTwoScripts: boolean
  readonly verdict: PairVerdict | null
}

export interface OwnComparison {
  readonly lacks: readonly string[] | null
  readonly pairs: readonly ComparedPair[]
  /** With files that are over: those come first. */
  readonly ended: readonly ComparedPair[]
}

/** What was said of two files: by whom, and the ISO date. */
export interface JudgedPair extends ComparedPair {
  readonly author: string
  readonly day: string
}

export interface Comparison {
  /** A page of them: those nobody judged, those somebody was unsure of, those that are one person's. */
  readonly pairs: readonly ComparedPair[]
  /** Where the next page begins; null on the last. */
  readonly next: string | null
  /** The first of them with files that are over, which come first; and how many there are. */
  readonly ended: readonly ComparedPair[]
  readonly endedCount: number
  /** The first files of each, and how many there are. */
  readonly crowds: readonly {
    readonly count: number
    readonly about: Alike['crowds'][number]['about']
    readonly files: readonly ComparedFile[]
  }[]
}

const pageSize = 50
const crowdSize = 100

/** Live files that may be one person's, for a person to compare. */
@Injectable()
export class CompareFiles {
  constructor(
    private readonly database: Database,
    private readonly alike: AlikeFiles,
    private readonly audit: Audit,
  ) {}

  /**
   * Pairs not yet told apart. For a lead who is no coordinator: only what concerns a restricted file. A cursor that is not in
   * the list begins an empty page.
   */
  async run(actor: StaffActor, after?: string): Promise<Comparison> {
    const found = await this.alike.of(actor)
    const open = found.pairs.toSorted((a, b) => turns.indexOf(a.verdict) - turns.indexOf(b.verdict))
    const { rows: shown, next } = pageAfter(open, cursorOf, { after, size: pageSize }) ?? emptyPage
    const ended = found.ended.slice(0, pageSize)
    const crowds = found.crowds.map(({ about, ids }) => ({ about, count: ids.length, ids: ids.slice(0, crowdSize) }))
    const files = await this.files(actor, found, [
      ...[...shown, ...ended].flatMap(({ first, second }) => [first, second]),
      ...crowds.flatMap(({ ids }) => ids),
    ])

    return {
      pairs: shown.flatMap((pair) => comparedPair(pair, files)),
      next,
      ended: ended.flatMap((pair) => comparedPair(pair, files)),
      endedCount: found.ended.length,
      crowds: crowds.map(({ ids, ...crowd }) => ({ ...crowd, files: ids.flatMap((id) => files.get(id) ?? []) })),
    }
  }

  /** What one file lacks (null where sealed to this session), and its pairs. */
  async of(actor: StaffActor, id: string): Promise<OwnComparison> {
    const found = await this.alike.of(actor)
    const own = ({ first, second }: FoundPair) => first === id || second === id
    const [pairs, ended] = [found.pairs.filter(own), found.ended.filter(own)]
    const files = await this.files(
      actor,
      found,
      [...pairs, ...ended].flatMap(({ first, second }) => [first, second]),
    )

    return {
      lacks: found.set.opened.get(id)?.lacks ?? null,
      pairs: pairs.flatMap((pair) => comparedPair(pair, files)),
      ended: ended.flatMap((pair) => comparedPair(pair, files)),
    }
  }

  /** Everything that was said of two files this person may judge, the newest word first. */
  async judged(actor: StaffActor, after?: string): Promise<PageAfter<JudgedPair>> {
    const found = await this.alike.of(actor)
    const { byId } = found.set
    const all = await this.database.query<JudgedRow>(
      `SELECT d.first_id AS first, d.second_id AS second, d.verdict, s.display_name AS author, d.judged_on::text AS day
       FROM app.duplicate_pair d JOIN app.application a ON a.id = d.first_id JOIN app.staff_account s ON s.id = d.author_id
       WHERE a.edition_id = $1 ORDER BY d.judged_on DESC, d.first_id, d.second_id`,
      [actor.editionId],
    )
    const own = all.filter(({ first, second }) => {
      const [one, other] = [byId.get(first), byId.get(second)]
      return one !== undefined && other !== undefined && mayJudge(actor, [one, other])
    })
    const { rows, next } = pageAfter(own, cursorOf, { after, size: pageSize }) ?? emptyPage
    const files = await this.files(
      actor,
      found,
      rows.flatMap(({ first, second }) => [first, second]),
    )
    const judged = rows.flatMap(({ author, day, ...row }) => {
      const [one, other] = [files.get(row.first), files.get(row.second)]
      const [first, second] =
        one && other && orderOf(one) > orderOf(other) ? [row.second, row.first] : [row.first, row.second]
      return comparedPair({ ...row, first, second, reasons: [] }, files).map((pair) => ({ ...pair, author, day }))
    })

    return { rows: judged, next }
  }

  /**
   * Remembers what a person found; judged again, the newer word stands, and a task to close one of them is over unless it
   * is still the later one of a person's, of this pair or another. Answers the file that was sent later, and whether it may be closed: both are live,
   * and neither is restricted, since closing tells of both. Refuses: not_found (role, file, one file twice, a restricted one by anybody but
   * the lead).
   */
  async judge(
    actor: StaffActor,
    pair: { readonly first: string; readonly second: string },
    verdict: PairVerdict,
  ): Promise<Outcome<{ readonly later: SeenFile; readonly mayClose: boolean }, 'not_found'>> {
    const ids = [pair.first, pair.second].toSorted()
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [ids] })
    const later = files.toSorted((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))[0]
    if (
      !later ||
      files.length !== 2 ||
      !mayJudge(
        actor,
        files.map(({ facts }) => facts),
      )
    )
      return refuse('not_found')

    return this.database.transaction(async (tx) => {
      for (const id of ids) await lockFile(tx, id)
      await tx.query(
        `INSERT INTO app.duplicate_pair (first_id, second_id, verdict, author_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (first_id, second_id) DO UPDATE SET verdict = EXCLUDED.verdict, author_id = EXCLUDED.author_id,
           judged_on = app.today()`,
        [...ids, verdict, actor.accountId],
      )
      const line = { actorId: actor.accountId, verb: 'duplicate.judged', purpose: verdict }
      for (const objectId of ids) await this.audit.record(tx, { ...line, objectId })
      if (verdict !== 'same') await endClosing(tx, actor, ids)
      return done({ later, mayClose: files.every(isOpenly) })
    })
  }

  /** The files as they stand now, judged once more one by one. */
  private async files(
    actor: StaffActor,
    { set }: FoundAlike,
    ids: readonly string[],
  ): Promise<Map<string, ComparedFile>> {
    if (ids.length === 0) return new Map()
    const rows = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [[...new Set(ids)]] })
    return new Map(
      rows.map((file) => {
        const name = mayRead(actor, file).contact ? (set.opened.get(file.id)?.name ?? '') : ''
        return [file.id, { ...file, name, isRestricted: file.facts.isRestricted }]
      }),
    )
  }
}

const live: ReadonlySet<string> = new Set(liveStates)
const isOpenly = ({ state, facts }: SeenFile): boolean => live.has(state) && !facts.isRestricted

interface JudgedRow {
  readonly first: string
  readonly second: string
  readonly verdict: PairVerdict
  readonly author: string
  readonly day: string
}

/** In the order in which they are asked about. */
const turns: readonly (PairVerdict | null)[] = [null, 'unsure', 'same']

const cursorOf = ({ first, second }: { readonly first: string; readonly second: string }): string =>
  `${first}.${second}`

const mayJudge = (actor: StaffActor, files: readonly { readonly isRestricted: boolean }[]): boolean =>
  files.some(({ isRestricted }) => isRestricted) ? hasRole(actor, 'vetting_lead') : hasRole(actor, 'coordinator')

function comparedPair(pair: FoundPair, files: ReadonlyMap<string, ComparedFile>): ComparedPair[] {
  const [first, second] = [files.get(pair.first), files.get(pair.second)]
  if (!first || !second) return []
  const isInTwoScripts = first.name !== '' && second.name !== '' && inTwoScripts(first.name, second.name)

  return [{ first, second, reasons: pair.reasons, verdict: pair.verdict, isInTwoScripts }]
}
