import { Injectable } from '@nestjs/common'
import type { DefinitionAnswer } from '#domain/vetting/definition-test.js'
import type { VettingFlag } from '#domain/vetting/flags.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { SeenPlain } from '../search/seen-by.js'
import { mayRead } from '../search/searchable.js'
import { eligibilityIn } from './answer-eligibility.js'
import { noteTypists } from '../typed-by.js'
import { AlikeFiles, type FoundPair, orderOf } from './alike-files.js'
import { standingFlags } from './flag-file.js'
import { pairsByFile } from './passing.js'

/** Where a check stands; a file whose records are sealed to this session is neither complete nor not. */
export type Completeness = 'complete' | 'incomplete' | 'sealed'

/** One file as screening needs it, computed for one session and kept nowhere. */
export interface ScreenedFile {
  readonly file: SeenPlain
  /** Null where the session does not open it. */
  readonly name: string | null
  readonly eligibility: DefinitionAnswer | 'open'
  readonly completeness: Completeness
  readonly lacks: readonly string[]
  readonly pairs: readonly FoundPair[]
  /** An earlier application that looks like this person's is over. */
  readonly hasEnded: boolean
  readonly flags: readonly VettingFlag[]
}

export interface ScreeningFiles {
  /** In screening, or sent long enough ago to be opened: by week, then by case number. */
  readonly waiting: readonly ScreenedFile[]
  /** Files that have left screening on the main line or by a decision. */
  readonly done: number
}

const ahead: ReadonlySet<string> = new Set(['submitted', 'screening', 'more_info'])
const gone: ReadonlySet<string> = new Set(['withdrawn', 'erased'])

/** What waits for the coordinators, as far as one session sees and opens it. */
@Injectable()
export class ReadScreeningFiles {
  constructor(
    private readonly database: Database,
    private readonly alike: AlikeFiles,
  ) {}

  /** Empty for everybody but coordinators. Who typed a file is written down beside it. */
  async run(actor: StaffActor): Promise<ScreeningFiles> {
    if (!hasRole(actor, 'coordinator')) return { waiting: [], done: 0 }
    const { set, pairs, ended } = await this.alike.of(actor)
    const again = new Set(ended.map(({ second }) => second))
    const openable = await this.openable(actor)
    const files = set.seen.filter(({ state, wave, submittedWeek }) =>
      state === 'submitted' ? openable.has(keyOf(wave, submittedWeek)) : state === 'screening',
    )
    const ids = files.map(({ id }) => id)
    const [answers, flags, found] = [
      await eligibilityIn(this.database, ids),
      await standingFlags(this.database, ids),
      pairsByFile(pairs),
    ]
    const waiting = files.map((file): ScreenedFile => {
      const opened = set.opened.get(file.id)
      const lacks = opened?.lacks ?? null
      return {
        file,
        name: mayRead(actor, file).contact ? (opened?.name ?? null) : null,
        eligibility: answers.get(file.id) ?? 'open',
        completeness: lacks === null ? 'sealed' : lacks.length > 0 ? 'incomplete' : 'complete',
        lacks: lacks ?? [],
        pairs: found.get(file.id) ?? [],
        hasEnded: again.has(file.id),
        flags: (flags.get(file.id) ?? []).filter((kind) => file.seen.flags.includes(kind)),
      }
    })

    await noteTypists(
      this.database,
      ids.map((id) => ({ id, isByProxy: set.opened.get(id)?.isByProxy ?? null })),
    )

    return {
      waiting: waiting.toSorted((a, b) => (orderOf(a.file) < orderOf(b.file) ? -1 : 1)),
      done: set.seen.filter(({ state }) => !ahead.has(state) && !gone.has(state)).length,
    }
  }

  /** Waves and weeks whose files a coordinator may open today: asked of one file of each, since the rest are alike. */
  private async openable(actor: StaffActor): Promise<Set<string>> {
    const rows = await this.database.query<{ wave: string; week: string | null; waits: boolean }>(
      `SELECT (one.a).wave, (one.a).submitted_week::text AS week, app.screening_waits(one.a, 'coordinator') AS waits
       FROM (SELECT DISTINCT ON (a.wave, a.submitted_week) a FROM app.application a
         WHERE a.edition_id = $1 AND a.state = 'submitted' ORDER BY a.wave, a.submitted_week) one`,
      [actor.editionId],
    )
    return new Set(rows.filter(({ waits }) => !waits).map(({ wave, week }) => keyOf(wave, week)))
  }
}

const keyOf = (wave: string, week: string | null): string => `${wave} ${week ?? ''}`
