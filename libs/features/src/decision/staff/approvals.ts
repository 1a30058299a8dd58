import { createHash } from 'node:crypto'
import { type ApprovalKindName, approvalKind, mayApprove, mayAsk } from '#domain/decision/approval-kinds.js'
import { drawBeside, largestSet } from '#domain/decision/sample.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { seeFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { recordLine } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'
import { drawFor, openedSince } from './approval-sample.js'
import { type Approval, liveApproval, pendingApproval, settle } from './approval-rows.js'

export interface AskedApproval {
  readonly kind: ApprovalKindName
  /** What the act is about: a file, an edition, a row of the act's own table. */
  readonly objectId: string
  /** A code. */
  readonly reasonClass: string
  /** Ids of the files, where the act is about many: 1 to 200. */
  readonly set?: readonly string[]
}

export interface Agreement {
  /** True when this person may do what they agree to. */
  readonly mayHold: (actor: StaffActor) => boolean
  /** Files of the drawn sample this person read and found right. */
  readonly sampleRead?: readonly string[]
  /** The files of the set as they are now, where the act can tell. */
  readonly set?: readonly string[]
  /** Of these, those this person answers for; absent: all of them. */
  readonly judged?: readonly string[]
}

export type AgreeRefusal = 'not_found' | 'second_person_missing' | 'set_changed' | 'sample_unread' | 'sample_unopened'

/** SHA-256 over the ids, sorted: one digest for one set of files. */
export const setDigest = (ids: readonly string[]): Buffer =>
  createHash('sha256').update(ids.toSorted().join('\n')).digest()

/**
 * One of two people asks. Asked again for the same object and set while it is open, it is the same approval. Answers its
 * id. Refuses: not_found (kind, permission or file), set_size.
 */
export async function askApproval(
  tx: Tx,
  actor: StaffActor,
  asked: AskedApproval,
): Promise<Outcome<string, 'not_found' | 'set_size'>> {
  const { kind, objectId, reasonClass } = asked
  const set = asked.set && [...new Set(asked.set)]
  if (!mayAsk(kind, actor) || !(await isOpenTo(tx, actor, objectId))) return refuse('not_found')
  if (set && (set.length < 1 || set.length > largestSet)) return refuse('set_size')
  const digest = set ? setDigest(set) : null
  const { seed, sample } = set && digest ? await drawFor(tx, actor, { kind, set, digest }) : { seed: '', sample: [] }
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.approval (edition_id, kind, object_id, set_digest, size, seed, sample, reason_class, author_id, asked_of)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
    [
      actor.editionId,
      kind,
      objectId,
      digest,
      set?.length ?? 1,
      seed,
      sample,
      reasonClass,
      actor.accountId,
      askedOf(kind),
    ],
  )
  if (!row) return done(await liveApproval(tx, kind, objectId, digest))
  await recordLine(tx, { actorId: actor.accountId, verb: 'approval.asked', objectId, purpose: kind })

  return done(row.id)
}

/**
 * Another person agrees. Refuses: not_found (none that waits, or not for this person), second_person_missing (the
 * author, or somebody who may not do it or may not read the sample), set_changed, sample_unread, sample_unopened (a file of
 * the sample they have not opened since it was drawn).
 */
export async function agree(
  tx: Tx,
  actor: StaffActor,
  approvalId: string,
  { mayHold, sampleRead = [], set, judged }: Agreement,
): Promise<Outcome<Approval, AgreeRefusal>> {
  const row = await waiting(tx, actor, approvalId)
  if (!row) return refuse('not_found')
  if (row.authorId === actor.accountId || !mayHold(actor)) return refuse('second_person_missing')
  if (set && !row.setDigest?.equals(setDigest(set))) return refuse('set_changed')
  const sample = judged ? drawBeside(judged, row.seed, row.sample) : row.sample
  const open = await seenFiles(tx, actor, { where: 'a.id = ANY ($3)', values: [sample] })
  if (open.length < sample.length) return refuse('second_person_missing')
  if (!sample.every((id) => sampleRead.includes(id))) return refuse('sample_unread')
  const opened = await openedSince(tx, actor, { objectId: row.objectId, files: sample })
  if (opened.length < sample.length) return refuse('sample_unopened')

  return done(await settle(tx, actor, { ...row, sample }, { state: 'agreed', verb: 'approval.agreed' }))
}

/** Another person says no: the act needs a new asking. Refuses: not_found, second_person_missing (the author). */
export async function refuseApproval(
  tx: Tx,
  actor: StaffActor,
  approvalId: string,
): Promise<Outcome<null, 'not_found' | 'second_person_missing'>> {
  const row = await waiting(tx, actor, approvalId)
  if (!row) return refuse('not_found')
  if (row.authorId === actor.accountId) return refuse('second_person_missing')
  await settle(tx, actor, row, { state: 'refused', verb: 'approval.refused' })

  return done(null)
}

/**
 * Uses an agreement up, in the transaction of the act itself; null when there is none for exactly this object and set,
 * or when one of the two lost the permission or has a conflict with the file since.
 */
export async function takeApproval(
  tx: Tx,
  kind: ApprovalKindName,
  objectId: string,
  digest: Buffer | null = null,
): Promise<Approval | null> {
  const by = approvalKind(kind)?.by
  const [rows] = await tx.query<[{ id: string; author_id: string; second_id: string }[], number]>(
    `UPDATE app.approval p SET state = 'used' WHERE kind = $1 AND object_id = $2 AND set_digest IS NOT DISTINCT FROM $3 AND state = 'agreed'
       AND ($4::text[] IS NULL OR (app.holds_role(author_id, edition_id, $4) AND (app.holds_role(second_id, edition_id, $4)
         OR (app.holds_role(second_id, edition_id, ARRAY['outside_second']) AND EXISTS (SELECT 1 FROM app.outside_appointment o
           WHERE o.approval_id = p.id AND o.account_id = p.second_id)))))
       AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = p.object_id AND c.account_id IN (p.author_id, p.second_id))
     RETURNING id, author_id, second_id`,
    [kind, objectId, digest, by === 'keepers' ? null : by],
  )
  const row = rows[0]

  return row ? { id: row.id, kind, objectId, authorId: row.author_id, secondId: row.second_id } : null
}

const askedOf = (kind: string): readonly string[] => {
  const by = approvalKind(kind)?.by
  return by === undefined || by === 'keepers' ? [] : by
}

/** One that waits and that this person may know of. */
async function waiting(tx: Tx, actor: StaffActor, id: string) {
  const row = await pendingApproval(tx, actor.editionId, id)
  if (!row || !mayApprove(row.kind, actor)) return null

  return (await isOpenTo(tx, actor, row.objectId)) ? row : null
}

/** A file is open to who sees it and has no conflict with it; what is no file is judged by its own act. */
async function isOpenTo(tx: Tx, actor: StaffActor, objectId: string): Promise<boolean> {
  const [file] = await tx.query<unknown[]>('SELECT 1 FROM app.application WHERE id = $1', [objectId])
  return file === undefined || (await seeFile(tx, actor, objectId)) !== null
}
