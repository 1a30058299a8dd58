import { Injectable } from '@nestjs/common'
import { approvalKind, mayApprove, mayAsk } from '#domain/decision/approval-kinds.js'
import { drawBeside } from '#domain/decision/sample.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { isOfToday } from './approval-rows.js'
import { openedSince } from './approval-sample.js'
import { type LinePlace, linePlaces } from './line/waitlist-places.js'
import type { BatchOrder } from './many/decide-many.js'
import { type Judgeable, judgeableFiles } from './many/decision-batch.js'
import { PendingDecisions, type WaitingDecision } from './pending-decisions.js'

type NamedFile = Pick<SeenFile, 'id' | 'caseNumber'>

export interface SampledFile extends NamedFile {
  readonly isOpened: boolean
}

export interface ListedApproval {
  readonly id: string
  readonly kind: string
  readonly state: 'pending' | 'agreed'
  readonly author: string
  readonly second: string | null
  readonly madeOn: string
  /** Null where the act is about no file, or about many. */
  readonly file: NamedFile | null
  /** The decision, where it is about many files. */
  readonly move: string | null
  /** What would be paid for each of the files. */
  readonly support: readonly string[]
  /** How many files, where the act is about many. */
  readonly size: number | null
  /** Files of the sample this viewer sees, and whether they have opened each since it was drawn. */
  readonly sample: readonly SampledFile[]
  /** Of many files, those the viewer cannot answer for, which wait on: not open to them, or an open question of harm. */
  readonly left: Pick<Judgeable, 'unseen' | 'harm' | 'seconds'>
  /** Places on the waitlist of those of many files the viewer may answer for, and by what they were ordered; none for every other act. */
  readonly line: readonly LinePlace[]
  readonly orderedBy: BatchOrder | null
  /** How often a sample was drawn for this act before. */
  readonly drawnBefore: number
  /** Somebody from outside may be asked to agree in place of a colleague. */
  readonly mayAppoint: boolean
  /** False where another page judges it, or where the viewer does not see all of the sample. */
  readonly mayAnswer: boolean
}

interface ApprovalRow {
  id: string
  kind: string
  state: 'pending' | 'agreed'
  object_id: string
  is_file: boolean
  is_set: boolean
  move: string | null
  ordered_by: BatchOrder | null
  support: string[]
  size: number
  seed: string
  sample: string[]
  drawn_before: number
  author_id: string
  author: string
  second: string | null
  made_on: string
}

const open = `SELECT p.id, p.kind, p.state, p.object_id, EXISTS (SELECT 1 FROM app.application a WHERE a.id = p.object_id) AS is_file,
    p.set_digest IS NOT NULL AS is_set, b.move, b.ordered_by, ARRAY(SELECT DISTINCT e.category FROM app.decision d JOIN app.entitlement e ON e.application_id = d.application_id
      AND e.removed_on IS NULL WHERE d.batch_id = b.id AND d.state = 'pending' ORDER BY 1) AS support, p.size, p.seed, p.sample,
    (SELECT count(*)::int FROM app.approval o WHERE o.kind = p.kind AND o.object_id = p.object_id AND o.sample <> '{}' AND o.number < p.number) AS drawn_before, p.author_id, s.display_name AS author, t.display_name AS second, p.made_on::text
  FROM app.approval p JOIN app.staff_account s ON s.id = p.author_id LEFT JOIN app.staff_account t ON t.id = p.second_id
    LEFT JOIN app.decision_batch b ON b.id = p.object_id
  WHERE p.edition_id = $1 AND p.state IN ('pending', 'agreed') AND ${isOfToday('p')} ORDER BY p.number`

export interface OpenActs {
  readonly waiting: readonly ListedApproval[]
  readonly own: readonly ListedApproval[]
  /** Decisions about one file that wait for the viewer. */
  readonly decisions: readonly WaitingDecision[]
}

/** Acts of two people that are open. */
@Injectable()
export class ListApprovals {
  constructor(
    private readonly database: Database,
    private readonly pending: PendingDecisions,
  ) {}

  /** Those that wait for this viewer as the second person, and those they asked for, oldest first. */
  async run(actor: StaffActor): Promise<OpenActs> {
    const known = await this.known(actor)
    const isOwn = ({ row }: KnownRow): boolean => row.author_id === actor.accountId
    const list = (shown: readonly KnownRow[]) => Promise.all(shown.map((one) => this.listed(actor, one)))

    return {
      waiting: await list(known.filter((one) => !isOwn(one) && one.row.state === 'pending')),
      own: await list(known.filter(isOwn)),
      decisions: await this.pending.waiting(actor),
    }
  }

  /** How many wait for this viewer. */
  async count(actor: StaffActor): Promise<number> {
    const known = await this.known(actor)
    const waiting = known.filter(({ row }) => row.author_id !== actor.accountId && row.state === 'pending')
    return waiting.length + (await this.pending.waiting(actor)).length
  }

  private async known(actor: StaffActor): Promise<KnownRow[]> {
    const all = await this.database.query<ApprovalRow>(open, [actor.editionId])
    const rows = all.filter((row) => (row.author_id === actor.accountId ? mayAsk : mayApprove)(row.kind, actor))
    const ids = rows.flatMap((row) => (row.is_file ? [row.object_id] : []))
    const files = await this.files(actor, ids)
    return rows.flatMap((row) => {
      const file = files.get(row.object_id) ?? null
      return row.is_file && file === null ? [] : [{ row, file }]
    })
  }

  private async files(actor: StaffActor, ids: readonly string[]): Promise<ReadonlyMap<string, SeenFile>> {
    if (ids.length === 0) return new Map()
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [[...new Set(ids)]] })
    return new Map(files.map((file) => [file.id, file]))
  }

  private async listed(actor: StaffActor, { row, file }: KnownRow): Promise<ListedApproval> {
    const judgeable =
      row.kind === 'bulk_decision' ? await judgeableFiles(this.database, actor, row.object_id) : undefined
    const drawn = judgeable ? drawBeside(judgeable.ids, row.seed, row.sample) : row.sample
    const files = await this.files(actor, drawn)
    const opened = await openedSince(this.database, actor, { objectId: row.object_id, files: drawn })
    const places = row.move === 'release_waitlist' ? await linePlaces(this.database, actor) : null
    const isReadable = drawn.every((id) => files.has(id)) && (!judgeable || judgeable.ids.length > 0)

    return {
      ...plainOf(row),
      file,
      sample: drawn.flatMap((id) => {
        const { caseNumber } = files.get(id) ?? {}
        return caseNumber === undefined ? [] : [{ id, caseNumber, isOpened: opened.includes(id) }]
      }),
      line: places && judgeable ? judgeable.ids.flatMap((id) => places.get(id) ?? []) : [],
      left: { unseen: judgeable?.unseen ?? 0, harm: judgeable?.harm ?? 0, seconds: judgeable?.seconds ?? 0 },
      mayAnswer: !approvalKind(row.kind)?.isJudgedElsewhere && isReadable,
      mayAppoint: row.state === 'pending' && !row.is_set && isReadable && !withinHouse(row.kind),
    }
  }
}

interface KnownRow {
  readonly row: ApprovalRow
  readonly file: SeenFile | null
}

const withinHouse = (kind: string): boolean => {
  const known = approvalKind(kind)
  return known?.isJudgedElsewhere === true || known?.askedBy !== undefined
}

const plainOf = (row: ApprovalRow) => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  author: row.author,
  second: row.second,
  madeOn: row.made_on,
  move: row.move,
  orderedBy: row.ordered_by,
  support: row.support,
  size: row.is_set ? row.size : null,
  drawnBefore: row.drawn_before,
})
