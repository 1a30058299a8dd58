import { Injectable } from '@nestjs/common'
import { approvalKind, mayApprove } from '#domain/decision/approval-kinds.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { PendingDecisions, type WaitingDecision } from './pending-decisions.js'

type NamedFile = Pick<SeenFile, 'id' | 'caseNumber'>

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
  /** Files of the sample this viewer sees. */
  readonly sample: readonly NamedFile[]
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
  support: string[]
  size: number
  sample: string[]
  author_id: string
  author: string
  second: string | null
  made_on: string
}

const open = `SELECT p.id, p.kind, p.state, p.object_id, EXISTS (SELECT 1 FROM app.application a WHERE a.id = p.object_id) AS is_file,
    p.set_digest IS NOT NULL AS is_set, b.move, ARRAY(SELECT DISTINCT e.category FROM app.decision d JOIN app.entitlement e ON e.application_id = d.application_id
      AND e.removed_on IS NULL WHERE d.batch_id = b.id AND d.state = 'pending' ORDER BY 1) AS support, p.size, p.sample, p.author_id, s.display_name AS author, t.display_name AS second, p.made_on::text
  FROM app.approval p JOIN app.staff_account s ON s.id = p.author_id LEFT JOIN app.staff_account t ON t.id = p.second_id
    LEFT JOIN app.decision_batch b ON b.id = p.object_id
  WHERE p.edition_id = $1 AND p.state IN ('pending', 'agreed') ORDER BY p.number`

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
    const rows = (await this.database.query<ApprovalRow>(open, [actor.editionId])).filter((row) =>
      mayApprove(row.kind, actor),
    )
    const ids = rows.flatMap((row) => (row.is_file ? [row.object_id, ...row.sample] : row.sample))
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [[...new Set(ids)]] })
    const byId = new Map(files.map((file) => [file.id, file]))
    const known = rows.filter((row) => !row.is_file || byId.has(row.object_id))
    const isOwn = (row: ApprovalRow): boolean => row.author_id === actor.accountId
    const list = (shown: readonly ApprovalRow[]) => shown.map((row) => listed(row, byId))

    return {
      waiting: list(known.filter((row) => !isOwn(row) && row.state === 'pending')),
      own: list(known.filter(isOwn)),
      decisions: await this.pending.waiting(actor),
    }
  }

  /** How many wait for this viewer. */
  async count(actor: StaffActor): Promise<number> {
    const { waiting, decisions } = await this.run(actor)
    return waiting.length + decisions.length
  }
}

function listed(row: ApprovalRow, files: ReadonlyMap<string, SeenFile>): ListedApproval {
  const sample = row.sample.flatMap((id) => files.get(id) ?? [])
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    author: row.author,
    second: row.second,
    madeOn: row.made_on,
    file: row.is_file ? (files.get(row.object_id) ?? null) : null,
    move: row.move,
    support: row.support,
    size: row.is_set ? row.size : null,
    sample,
    mayAnswer: !approvalKind(row.kind)?.isJudgedElsewhere && sample.length === row.sample.length,
  }
}
