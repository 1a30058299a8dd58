import { Injectable } from '@nestjs/common'
import { type SupportLine, supportWith } from '#domain/decision/support.js'
import { wordingOf } from '#domain/decision/wordings.js'
import { grouped } from '#domain/grouped.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { setEntitlements } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { askApproval, setDigest } from '../approvals.js'
import { type LotsProblem, lotsProblem } from '../line/lots-order.js'
import { type LinePlace, linePlaces } from '../line/waitlist-places.js'
import { dropBatch, dropFiles, isStopped, linesOf, lockBatch, stoppedFiles, waitingFiles } from './decision-batch.js'
import { type DryRun, dryRunOf, type ManyMove } from './dry-run.js'

/** Case number, score, or lots. */
export type BatchOrder = 'case' | 'score' | 'drawn'

export interface ManyDecision {
  readonly move: ManyMove
  readonly ids: readonly string[]
  readonly reasonClass: string
  readonly wording?: string
  /** What would be paid for each of them, or for each by id; kept with an invitation. */
  readonly support?: readonly SupportLine[] | ReadonlyMap<string, readonly SupportLine[]>
  /** By what `ids` are ordered, by case number if absent; `drawn`: as lots of the list they come from gave it. */
  readonly orderedBy?: BatchOrder
  /** Digest of the files the dry run found ready. */
  readonly digest: string
}

export interface Batch {
  readonly id: string
  readonly move: ManyMove
  /** Decisions of it that wait for the second person, have one, or were taken back. */
  readonly waiting: number
  readonly agreed: number
  readonly superseded: number
  /** Of those that wait, how many are held, restricted or have an open question of harm. */
  readonly stopped: number
  /** A second person is asked about them. */
  readonly isAsked: boolean
  readonly isUndoable: boolean
  /** Null for what was put forward before this was kept. */
  readonly orderedBy: BatchOrder | null
}

/** With the places on the waitlist of those that wait, where it is that. */
export interface WholeBatch extends Batch {
  readonly line: readonly LinePlace[]
}

export type ManyRefusal = 'not_found' | 'set_changed' | 'set_unchanged' | 'set_size' | 'nothing_to_decide' | LotsProblem

/** One decision about every file of a list, or of none: pending until a second person has read what was drawn of them. */
@Injectable()
export class DecideMany {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** What it would do now; writes nothing. Null for who may not decide. */
  async dryRun(
    actor: StaffActor,
    asked: { readonly move: ManyMove; readonly ids: readonly string[] },
  ): Promise<DryRun | null> {
    return hasRole(actor, 'board') ? dryRunOf(this.database, actor, asked) : null
  }

  /**
   * Puts the decision forward for each file that can have it, asks the second person, and answers the batch's id. Refuses:
   * not_found (no board member), set_changed (not the files of the dry run any more), nothing_to_decide, lots_first and lots_waiting (lots
   * order the waitlist), set_size (over 200). All or nothing.
   */
  async apply(actor: StaffActor, decision: ManyDecision): Promise<Outcome<string, ManyRefusal>> {
    if (!hasRole(actor, 'board')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM app.application WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [decision.ids])
      const { ready, digest } = await dryRunOf(tx, actor, decision)
      if (digest !== decision.digest) return refuse('set_changed')
      if (ready.length === 0) return refuse('nothing_to_decide')
      const isOrdered = decision.move === 'release_waitlist' && decision.orderedBy !== 'drawn'
      const lots = isOrdered ? await lotsProblem(tx, actor, ready) : null
      if (lots) return refuse(lots)
      const id = await this.store(tx, actor, decision, ready)
      const asked = await this.ask(tx, actor, id, ready)
      return asked.ok ? done(id) : asked
    })
  }

  /** The author's own batch; null for none. */
  async read(actor: StaffActor, id: string): Promise<WholeBatch | null> {
    const batch = (await this.own(actor)).find((one) => one.id === id)
    if (!batch) return null
    if (batch.move !== 'release_waitlist') return { ...batch, line: [] }
    const places = await linePlaces(this.database, actor)
    return { ...batch, line: (await waitingFiles(this.database, id)).flatMap((file) => places.get(file) ?? []) }
  }

  /** The author's own batches of which some decision waits for the second person, the newest first. */
  async waiting(actor: StaffActor): Promise<Batch[]> {
    return (await this.own(actor)).filter(({ waiting }) => waiting > 0)
  }

  /** Takes all of it back within its seconds; what was stays as superseded. Refuses: not_found, deadline_passed. */
  async undo(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found' | 'deadline_passed'>> {
    const batch = await this.read(actor, id)
    if (!batch) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockBatch(tx, id)
      const [, open] = await tx.query<[unknown, number]>(
        `UPDATE app.approval SET state = 'ended' WHERE kind = 'bulk_decision' AND object_id = $1 AND state = 'pending'
           AND EXISTS (SELECT 1 FROM app.decision_batch b WHERE b.id = $1 AND b.undo_until > app.now())`,
        [id],
      )
      if (open === 0) return refuse('deadline_passed')
      await dropBatch(tx, actor, id, this.audit)
      return done(null)
    })
  }

  /**
   * Asks again about the files that are left, after some of them went; those nobody can agree to for now are taken back with
   * it. Refuses: not_found, nothing_to_decide, set_unchanged (the second person is asked about exactly these).
   */
  async askAgain(actor: StaffActor, id: string): Promise<Outcome<null, ManyRefusal>> {
    const batch = await this.read(actor, id)
    if (!batch) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockBatch(tx, id)
      await dropFiles(tx, actor, { batchId: id, files: await stoppedFiles(tx, actor, id) }, this.audit)
      const files = await waitingFiles(tx, id)
      if (files.length === 0) return refuse('nothing_to_decide')
      const [rows] = await tx.query<[{ digest: Buffer }[], number]>(
        `UPDATE app.approval SET state = 'ended' WHERE kind = 'bulk_decision' AND object_id = $1 AND state = 'pending'
         RETURNING set_digest AS digest`,
        [id],
      )
      if (rows[0]?.digest.equals(setDigest(files))) return refuse('set_unchanged')
      const asked = await this.ask(tx, actor, id, files)
      return asked.ok ? done(null) : asked
    })
  }

  private own(actor: StaffActor): Promise<Batch[]> {
    return this.database.query<Batch>(
      `SELECT b.id, b.move, b.ordered_by AS "orderedBy", count(*) FILTER (WHERE d.state = 'pending')::int AS waiting,
         count(*) FILTER (WHERE d.state IN ('second_ok', 'released'))::int AS agreed,
         count(*) FILTER (WHERE d.state = 'superseded')::int AS superseded,
         count(*) FILTER (WHERE d.state = 'pending' AND ${isStopped})::int AS stopped,
         EXISTS (SELECT 1 FROM app.approval p WHERE p.kind = 'bulk_decision' AND p.object_id = b.id AND p.state = 'pending') AS "isAsked",
         b.undo_until > app.now() AND count(*) FILTER (WHERE d.state = 'pending') > 0 AS "isUndoable"
       FROM app.decision_batch b JOIN app.decision d ON d.batch_id = b.id
       WHERE b.author_id = $1 AND b.edition_id = $2 GROUP BY b.id ORDER BY max(d.nth) DESC`,
      [actor.accountId, actor.editionId],
    )
  }

  private ask(tx: Tx, actor: StaffActor, batchId: string, set: readonly string[]) {
    return askApproval(tx, actor, { kind: 'bulk_decision', objectId: batchId, reasonClass: '', set })
  }

  private async store(tx: Tx, actor: StaffActor, decision: ManyDecision, files: readonly string[]): Promise<string> {
    const { move, reasonClass, orderedBy = 'case' } = decision
    const [batch] = await tx.query<{ id: string }[]>(
      'INSERT INTO app.decision_batch (edition_id, move, author_id, ordered_by) VALUES ($1, $2, $3, $4) RETURNING id',
      [actor.editionId, move, actor.accountId, orderedBy],
    )
    const id = batch?.id ?? ''
    await tx.query(
      `INSERT INTO app.decision (application_id, move, author_id, reason_class, wording, batch_id)
       SELECT f.id, $2, $3, $4, $5, $6 FROM unnest($1::uuid[]) WITH ORDINALITY f (id, place) ORDER BY f.place`,
      [files, move, actor.accountId, reasonClass, wordingOf({ ...decision, wording: decision.wording ?? '' }), id],
    )
    for (const [lines, some] of byLines(decision, files)) await setEntitlements(tx, actor, some, lines)
    await this.audit.recordAll(tx, linesOf(actor, 'decision.proposed', files, move))
    return id
  }
}

/** Files by the support lines that go with the decision. */
function byLines({ move, support = [] }: ManyDecision, files: readonly string[]): [SupportLine[], string[]][] {
  const supportFor = (id: string) => supportWith(move, 'get' in support ? support.get(id) : support)
  const some = grouped(files, (id) => supportFor(id).join())

  return [...some.values()].map((ids) => [supportFor(ids[0] ?? ''), ids])
}
