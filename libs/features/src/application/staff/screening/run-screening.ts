import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { moveApplication } from '../../move-application.js'
import { seenFiles } from '../see-file.js'
import { eligibilityIn } from './answer-eligibility.js'
import { passProblem, type PassRefusal } from './passing.js'
import { ReadScreeningFiles, type ScreenedFile } from './screening-files.js'
import { secondsOfPersons } from './second-of-person.js'

export const screeningRuns = ['open', 'pass'] as const
export type ScreeningRun = (typeof screeningRuns)[number]
const moves = { open: 'open_screening', pass: 'pass' } as const

export interface StayingFile {
  readonly row: ScreenedFile
  readonly code: PassRefusal | 'held'
}

export interface PlannedRun {
  readonly moving: readonly ScreenedFile[]
  /** How many more could move after these. */
  readonly later: number
  /** Files that stay, each with what stands in its way. */
  readonly staying: readonly StayingFile[]
  /** Restricted files among those that wait: a count, and no part of any run. */
  readonly restricted: number
  /** Names exactly these files as they stand now. */
  readonly mark: string
}

/** Moves in one transaction: more would keep the log's one line of writers waiting. */
const most = 200

/** Opens screening for all files that may be opened, or passes on all that can pass. */
@Injectable()
export class RunScreening {
  constructor(
    private readonly database: Database,
    private readonly files: ReadScreeningFiles,
  ) {}

  /** What a run would do now; writes nothing. */
  async plan(actor: StaffActor, run: ScreeningRun): Promise<PlannedRun> {
    const planned = await this.judged(actor, run)
    const rows = await versionsOf(this.database, planned.moving)
    return { ...planned, mark: markOf(run, rows) }
  }

  /**
   * Moves each file of the plan once, or none. Answers how many. Refuses: stale (the files are not those of the plan any
   * more, as after a run), run_blocked (`caseNumber` and `code` of the first that could not move).
   */
  async run(actor: StaffActor, run: ScreeningRun, mark: string): Promise<Outcome<number, 'stale' | 'run_blocked'>> {
    const { moving } = await this.judged(actor, run)
    if (moving.length === 0) return refuse('stale')

    return this.database.transaction(async (tx) => {
      const rows = await versionsOf(tx, moving, 'FOR NO KEY UPDATE')
      if (markOf(run, rows) !== mark) return refuse('stale')
      if (!(await seesAll(tx, actor, rows))) return refuse('stale')
      if (run === 'pass' && !(await mayAllPass(tx, actor, rows))) return refuse('stale')
      for (const { id, version } of rows) {
        const blocked = await this.move(tx, actor, { id, version, run })
        if (blocked) return refuse('run_blocked', { code: blocked })
      }
      return done(rows.length)
    })
  }

  private async move(
    tx: Tx,
    actor: StaffActor,
    { id, version, run }: VersionRow & { readonly run: ScreeningRun },
  ): Promise<string | null> {
    const step = { applicationId: id, move: moves[run], role: 'coordinator', actorId: actor.accountId } as const
    const moved = await moveApplication(tx, { ...step, expected: version })
    return moved.ok ? null : moved.code
  }

  private async judged(actor: StaffActor, run: ScreeningRun): Promise<Omit<PlannedRun, 'mark'>> {
    const { waiting } = await this.files.run(actor)
    const asked = waiting.filter(({ file }) => file.state === (run === 'open' ? 'submitted' : 'screening'))
    const rows = asked.filter(({ file }) => !file.isRestricted).map((row) => ({ row, code: problemOf(row, run) }))
    const moving = rows.flatMap(({ row, code }) => (code === null ? [row] : []))

    return {
      moving: moving.slice(0, most),
      later: Math.max(0, moving.length - most),
      staying: rows.flatMap(({ row, code }) => (code === null ? [] : [{ row, code }])),
      restricted: asked.length - rows.length,
    }
  }
}

interface VersionRow {
  readonly id: string
  readonly version: number
}

/** Asked again behind the locks, since what was looked at is from before them: no run moves what is restricted or kept from who runs it. */
async function seesAll(tx: Tx, actor: StaffActor, rows: readonly VersionRow[]): Promise<boolean> {
  const files = await seenFiles(tx, actor, { where: 'a.id = ANY ($3)', values: [rows.map(({ id }) => id)] })
  return files.length === rows.length && files.every(({ facts }) => !facts.isRestricted)
}

/** The same of what stands in the way of passing. */
async function mayAllPass(tx: Tx, actor: StaffActor, rows: readonly VersionRow[]): Promise<boolean> {
  const ids = rows.map(({ id }) => id)
  const answers = await eligibilityIn(tx, ids)
  const seconds = await secondsOfPersons(tx, actor, ids)

  return seconds.size === 0 && ids.every((id) => answers.get(id) === 'yes')
}

const versionsOf = (
  database: Pick<Database, 'query'>,
  rows: readonly ScreenedFile[],
  lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<VersionRow[]> =>
  database.query<VersionRow>(`SELECT id, version FROM app.application WHERE id = ANY ($1) ORDER BY id ${lock}`, [
    rows.map(({ file }) => file.id),
  ])

const markOf = (run: ScreeningRun, rows: readonly VersionRow[]): string =>
  createHash('sha256')
    .update(JSON.stringify([run, rows.map(({ id, version }) => [id, version])]))
    .digest('hex')

function problemOf(
  { file, eligibility, completeness, lacks, pairs }: ScreenedFile,
  run: ScreeningRun,
): StayingFile['code'] | null {
  if (file.isHeld) return 'held'
  if (run === 'open') return null

  return passProblem(eligibility === 'yes', file.id, { pairs, lacks: completeness === 'sealed' ? null : lacks })
}
