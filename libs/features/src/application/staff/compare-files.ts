import { Injectable } from '@nestjs/common'
import { liveStates } from '#domain/application/lifecycle.js'
import type { Alike, AlikeReason } from '#domain/duplicate/alike.js'
import { inTwoScripts } from '#domain/name/letters.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { lockFile } from './lock-file.js'
import { AlikeFiles, type FoundAlike, type FoundPair, orderOf, type PairVerdict } from './screening/alike-files.js'
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
}

export interface Comparison {
  /** A page of them: those nobody judged first. */
  readonly pairs: readonly ComparedPair[]
  readonly count: number
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

  /** Pairs not yet told apart. For a lead who is no coordinator: only what concerns a restricted file. */
  async run(actor: StaffActor): Promise<Comparison> {
    const found = await this.alike.of(actor)
    const open = found.pairs.toSorted((a, b) => Number(a.verdict === 'same') - Number(b.verdict === 'same'))
    const shown = open.slice(0, pageSize)
    const crowds = found.crowds.map(({ about, ids }) => ({ about, count: ids.length, ids: ids.slice(0, crowdSize) }))
    const files = await this.files(actor, found, [
      ...shown.flatMap(({ first, second }) => [first, second]),
      ...crowds.flatMap(({ ids }) => ids),
    ])

    return {
      pairs: shown.flatMap((pair) => comparedPair(pair, files)),
      count: open.length,
      crowds: crowds.map(({ ids, ...crowd }) => ({ ...crowd, files: ids.flatMap((id) => files.get(id) ?? []) })),
    }
  }

  /** What one file lacks (null where sealed to this session), and its pairs. */
  async of(actor: StaffActor, id: string): Promise<OwnComparison> {
    const found = await this.alike.of(actor)
    const pairs = found.pairs.filter(({ first, second }) => first === id || second === id)
    const files = await this.files(
      actor,
      found,
      pairs.flatMap(({ first, second }) => [first, second]),
    )

    return { lacks: found.set.opened.get(id)?.lacks ?? null, pairs: pairs.flatMap((pair) => comparedPair(pair, files)) }
  }

  /**
   * Remembers what a person found; judged again, the newer word stands, and a task to close one of them is over unless they
   * are still one person's. Answers the file that was sent later, and whether it may be closed: both are live,
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
    if (!later || files.length !== 2 || !mayJudge(actor, files)) return refuse('not_found')

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

async function endClosing(tx: Tx, { accountId }: StaffActor, ids: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE app.staff_task SET state = 'done', done_by = $2
     WHERE kind = 'duplicate_to_close' AND state = 'open' AND application_id = ANY ($1)`,
    [ids, accountId],
  )
}

const live: ReadonlySet<string> = new Set(liveStates)
const isOpenly = ({ state, facts }: SeenFile): boolean => live.has(state) && !facts.isRestricted

const mayJudge = (actor: StaffActor, files: readonly SeenFile[]): boolean =>
  files.some(({ facts }) => facts.isRestricted) ? hasRole(actor, 'vetting_lead') : hasRole(actor, 'coordinator')

function comparedPair(pair: FoundPair, files: ReadonlyMap<string, ComparedFile>): ComparedPair[] {
  const [first, second] = [files.get(pair.first), files.get(pair.second)]
  if (!first || !second) return []
  const isInTwoScripts = first.name !== '' && second.name !== '' && inTwoScripts(first.name, second.name)

  return [{ first, second, reasons: pair.reasons, verdict: pair.verdict, isInTwoScripts }]
}
