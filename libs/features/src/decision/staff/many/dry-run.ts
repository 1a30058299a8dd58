import { createHash } from 'node:crypto'
import { mayPropose, targetOf } from '#domain/decision/outcomes.js'
import { secondsOfPersons, seenFiles, whoGaveUp } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { setDigest } from '../approvals.js'
import { goesOn, openHarm, spokenMissing, underConcern } from '../vetting-gate.js'

/** Outcomes that may be set for many files at once; each waits for its release like any other. */
export const manyMoves = ['release_invite', 'release_waitlist', 'release_reject'] as const
export type ManyMove = (typeof manyMoves)[number]

/** Why a file of the set is left as it is. Of files the viewer does not see there is a count and nothing else. */
export const leftCodes = [
  'unseen',
  'already_so',
  'decision_pending',
  'move_not_allowed',
  'second_of_person',
  'harm_open',
  'held',
  'gave_up',
] as const
export type LeftCode = (typeof leftCodes)[number]

export interface LeftFile {
  readonly id: string
  readonly caseNumber: string
  readonly code: Exclude<LeftCode, 'unseen'>
}

export interface DryRun {
  /** Files that would get the decision, in the order asked. */
  readonly ready: readonly string[]
  readonly left: Readonly<Partial<Record<LeftCode, number>>>
  /** Of the ready, those whose person somebody must speak with before the release: a proxy typed. */
  readonly unspoken: number
  /** Five files that would be left, so that one can look at them. */
  readonly examples: readonly LeftFile[]
  /** The ready by case number, in the same order; none where no order follows from it. */
  readonly line: readonly Pick<LeftFile, 'id' | 'caseNumber'>[]
  /** Hex digest of exactly these ready files, as `readyDigest` makes it. */
  readonly digest: string
}

/** Of files a decision is ready for; in exactly this order where it becomes that of the waitlist. */
export const readyDigest = (move: ManyMove, ids: readonly string[]): string =>
  move === 'release_waitlist'
    ? createHash('sha256').update(ids.join('\n')).digest('hex')
    : setDigest(ids).toString('hex')

const exampleCount = 5

/** What a decision about these files would do now; writes nothing. */
export async function dryRunOf(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  { move, ids }: { readonly move: ManyMove; readonly ids: readonly string[] },
): Promise<DryRun> {
  const asked = [...new Set(ids)]
  const files = await seenFiles(database, actor, { where: 'a.id = ANY ($3)', values: [asked] })
  const rows = await database.query<{ id: string }>(
    `SELECT application_id AS id FROM app.decision WHERE application_id = ANY ($1) AND state IN ('pending', 'second_ok')`,
    [asked],
  )
  const decided = new Set(rows.map(({ id }) => id))
  const barred = await barredFiles(database, actor, { move, asked })
  const open = new Map(files.filter(({ seen }) => seen.decisions).map((file) => [file.id, file]))
  const judged = asked.flatMap((id) => {
    const file = open.get(id)
    return file
      ? [
          {
            id,
            caseNumber: file.caseNumber,
            code: leftCode(file.state, move, decided.has(id)) ?? barred.get(id) ?? null,
          },
        ]
      : []
  })
  const left = judged.filter((one): one is LeftFile => one.code !== null)
  const fine = judged.filter(({ code }) => code === null)
  const ready = fine.map(({ id }) => id)
  const unseen = asked.length - open.size

  return {
    ready,
    unspoken: (await spokenMissing(database, ready)).length,
    left: { ...counted(left), ...(unseen > 0 ? { unseen } : {}) },
    examples: left.slice(0, exampleCount),
    line: move === 'release_waitlist' ? fine.map(({ id, caseNumber }) => ({ id, caseNumber })) : [],
    digest: readyDigest(move, ready),
  }
}

type Barred = 'harm_open' | 'held' | 'gave_up' | 'second_of_person'

/** Files of which something else than their state keeps the decision, and what. */
async function barredFiles(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  { move, asked }: { readonly move: ManyMove; readonly asked: readonly string[] },
): Promise<ReadonlyMap<string, Barred>> {
  const seconds = goesOn.has(move) ? await secondsOfPersons(database, actor, asked) : []

  const gone = move === 'release_waitlist' ? await whoGaveUp(database, asked) : []

  return new Map<string, Barred>([
    ...[...gone].map((id) => [id, 'gave_up'] as const),
    ...(await underConcern(database, asked, move)).map((id) => [id, 'held'] as const),
    ...(await openHarm(database, asked)).map((id) => [id, 'harm_open'] as const),
    ...[...seconds].map((id) => [id, 'second_of_person'] as const),
  ])
}

function leftCode(state: string, move: ManyMove, isDecided: boolean): Exclude<LeftFile['code'], Barred> | null {
  if (targetOf(move) === state) return 'already_so'
  if (!mayPropose(state, move)) return 'move_not_allowed'

  return isDecided ? 'decision_pending' : null
}

const counted = (left: readonly LeftFile[]): Partial<Record<LeftCode, number>> =>
  left.reduce<Partial<Record<LeftCode, number>>>(
    (counts, { code }) => ({ ...counts, [code]: (counts[code] ?? 0) + 1 }),
    {},
  )
