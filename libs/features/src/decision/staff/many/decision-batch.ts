import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import {
  lockToMove,
  type SecondOfPerson,
  secondsOfPersons,
  seenFiles,
  setEntitlements,
} from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Audit } from '#platform/audit/audit.js'
import type { Database, Tx } from '#platform/database/database.js'
import { agree, type AgreeRefusal, setDigest, takeApproval } from '../approvals.js'
import { type LotsProblem, waitingLotsProblem } from '../line/lots-order.js'
import { goesOn, openHarm, underConcern } from '../vetting-gate.js'

type Queries = Pick<Database, 'query'>

/** Files of a batch whose decision still waits for the second person, in the order they were put forward. */
export async function waitingFiles(queries: Queries, batchId: string): Promise<string[]> {
  const rows = await queries.query<{ id: string }>(
    `SELECT application_id AS id FROM app.decision WHERE batch_id = $1 AND state = 'pending' ORDER BY nth`,
    [batchId],
  )
  return rows.map(({ id }) => id)
}

export interface Judgeable {
  /** Files this person may answer for now. */
  readonly ids: readonly string[]
  /** How many others are not open to them, or wait for a judgement of harm. Never which. */
  readonly unseen: number
  readonly harm: number
  /** A concern stands against them. */
  readonly concern: number
  /** Later files of somebody who has another. */
  readonly seconds: number
}

/** Why none of them can be answered for, though they are open to this person. */
const stopOf = ({ harm, concern, seconds }: Judgeable): 'harm_open' | 'held' | 'second_of_person' | null =>
  harm > 0 ? 'harm_open' : concern > 0 ? 'held' : seconds > 0 ? 'second_of_person' : null

/** What of a batch one colleague may answer for as its second person. */
export async function judgeableFiles(queries: Queries, actor: StaffActor, batchId: string): Promise<Judgeable> {
  const files = await waitingFiles(queries, batchId)
  const seen = await seenFiles(queries, actor, { where: 'a.id = ANY ($3)', values: [files] })
  const open = new Set(seen.filter((file) => file.seen.decisions).map(({ id }) => id))
  const harm = new Set(await openHarm(queries, [...open]))
  const move = await moveOf(queries, batchId)
  const concern = new Set(await underConcern(queries, [...open], move))
  const seconds = await secondsIn(queries, actor, batchId)
  const stopped = [harm, concern, seconds]

  return {
    ids: files.filter((id) => open.has(id) && !stopped.some((some) => some.has(id))),
    unseen: files.length - open.size,
    harm: harm.size,
    concern: concern.size,
    seconds: seconds.size,
  }
}

/** Holds the files of a batch, before its approval and its decisions. */
export async function lockBatch(tx: Tx, batchId: string): Promise<void> {
  await lockToMove(tx, await waitingFiles(tx, batchId))
}

/**
 * The second person answers, after reading what was drawn, for those files of a batch they may judge; the others wait on, and
 * the author asks again about them. Refuses as `agree` does: second_person_missing also where none is theirs to judge,
 * set_changed when one of them left; harm_open, held or second_of_person where that alone stands in the way of all; lots_first and
 * lots_waiting where lots that came since order the waitlist.
 */
export async function agreeToBatch(
  tx: Tx,
  actor: StaffActor,
  asked: { readonly approvalId: string; readonly batchId: string; readonly sampleRead: readonly string[] },
  audit: Audit,
): Promise<Outcome<null, AgreeRefusal | 'harm_open' | 'held' | SecondOfPerson | LotsProblem>> {
  const set = await waitingFiles(tx, asked.batchId)
  const judgeable = await judgeableFiles(tx, actor, asked.batchId)
  const { ids: judged } = judgeable
  const { sampleRead } = asked
  const mayHold = () => judged.length > 0 || stopOf(judgeable) !== null
  const agreed = await agree(tx, actor, asked.approvalId, { mayHold, sampleRead, set, judged })
  if (!agreed.ok) return agreed
  if (judged.length === 0) return refuse(stopOf(judgeable) ?? 'second_person_missing')
  const lots = await waitingLotsProblem(tx, actor, judged)
  if (lots) return refuse(lots)
  if (!(await takeApproval(tx, 'bulk_decision', asked.batchId, setDigest(set)))) return refuse('second_person_missing')
  await tx.query(
    `UPDATE app.decision SET state = 'second_ok', second_id = $2, reopened_by = NULL WHERE batch_id = $1 AND state = 'pending' AND application_id = ANY ($3)`,
    [asked.batchId, actor.accountId, judged],
  )
  await audit.recordAll(tx, linesOf(actor, 'decision.seconded', judged))

  return done(null)
}

/** Files of a batch on which nobody can agree for now: held, restricted, with an open question of harm, or a person's later file. */
export async function stoppedFiles(queries: Queries, actor: StaffActor, batchId: string): Promise<string[]> {
  const rows = await queries.query<{ id: string }>(
    `SELECT d.application_id AS id FROM app.decision d WHERE d.batch_id = $1 AND d.state = 'pending' AND ${isStopped}`,
    [batchId],
  )
  const seconds = await secondsIn(queries, actor, batchId)
  return [...new Set([...rows.map(({ id }) => id), ...seconds])]
}

/** SQL over `app.decision d` that says whether its file is held, restricted or open to harm, or under a concern on the way to a place. */
export const isStopped = `(app.harm_is_open(d.application_id) OR app.is_held(d.application_id)
  OR EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = d.application_id AND f.kind = 'restricted' AND f.lifted_on IS NULL)
  OR (d.move <> 'release_reject' AND app.concern_stands(d.application_id)))`

/** Later files of a person, where the batch brings files nearer to a place. */
async function secondsIn(queries: Queries, actor: StaffActor, batchId: string): Promise<Set<string>> {
  if (!goesOn.has(await moveOf(queries, batchId))) return new Set()
  return secondsOfPersons(queries, actor, await waitingFiles(queries, batchId))
}

async function moveOf(queries: Queries, batchId: string): Promise<ApplicationMove> {
  const [batch] = await queries.query<{ move: ApplicationMove }>('SELECT move FROM app.decision_batch WHERE id = $1', [
    batchId,
  ])
  return batch?.move ?? 'release_reject'
}

/** Takes every decision of the batch back that still waits. */
export async function dropBatch(tx: Tx, actor: StaffActor, batchId: string, audit: Audit): Promise<void> {
  await dropFiles(tx, actor, { batchId, files: await waitingFiles(tx, batchId) }, audit)
}

/** Takes these decisions of a batch back, and what would be paid with them; the rows stay as they were superseded. */
export async function dropFiles(
  tx: Tx,
  actor: StaffActor,
  { batchId, files }: { readonly batchId: string; readonly files: readonly string[] },
  audit: Audit,
): Promise<void> {
  if (files.length === 0) return
  await tx.query(
    `UPDATE app.decision SET state = 'superseded' WHERE batch_id = $1 AND state = 'pending' AND application_id = ANY ($2)`,
    [batchId, files],
  )
  await setEntitlements(tx, actor, files, [])
  await audit.recordAll(tx, linesOf(actor, 'decision.cleared', files))
}

export const linesOf = ({ accountId }: StaffActor, verb: string, files: readonly string[], purpose = 'batch') =>
  files.map((objectId) => ({ actorId: accountId, verb, objectId, purpose }))
