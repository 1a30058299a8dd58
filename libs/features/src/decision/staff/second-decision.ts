import { Injectable } from '@nestjs/common'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { releasedTogether } from '#domain/decision/outcomes.js'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import {
  asTold,
  lockPlaces,
  lockToMove,
  moveApplication,
  type MoveRefusal,
  type SecondOfPerson,
  seeFile,
} from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { ClearingRefusal } from '#domain/vetting/clearing.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { type LotsProblem, waitingLotsProblem } from './line/lots-order.js'
import { obstacle } from './propose-decision.js'
import { rolesFor } from './roles-of-moves.js'

export type SecondRefusal =
  | 'not_found'
  | 'second_person_missing'
  | 'code_word_missing'
  | MoveRefusal
  | 'kept_apart'
  | SecondOfPerson
  | ClearingRefusal
  | LotsProblem

interface PendingRow {
  id: string
  move: ApplicationMove
  author_id: string
  memo_id: string | null
  edition_id: string
  of_restricted: boolean
}

/** The second of two people agrees. Releases then wait for their wave; every other move happens at once. */
@Injectable()
export class SecondDecision {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Refuses: not_found (no such pending decision, or not for this person), second_person_missing (the author, or
   * somebody without the permission or with a conflict), and what the move itself refuses; then nothing is written.
   */
  async run(actor: StaffActor, applicationId: string, decisionId: string): Promise<Outcome<null, SecondRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file?.seen.decisions) return refuse('not_found')

    return this.database.transaction((tx) => this.agree(tx, actor, applicationId, decisionId))
  }

  private async agree(
    tx: Tx,
    actor: StaffActor,
    applicationId: string,
    decisionId: string,
  ): Promise<Outcome<null, SecondRefusal>> {
    const row = await pendingDecision(tx, applicationId, decisionId)
    if (!row || !(await seeFile(tx, actor, applicationId))?.seen.decisions) return refuse('not_found')
    const may = rolesFor(row.move, { isRestricted: row.of_restricted })
    const role = actor.roles.find((held): held is Role => may.includes(held))
    if (!role || row.author_id === actor.accountId) return refuse('second_person_missing')
    return agreeToDecision(tx, this.audit, {
      row,
      applicationId,
      second: actor,
      moverId: actor.accountId,
      role,
    })
  }
}

/** The decision that waits, locked until the transaction ends, behind its file. */
export async function pendingDecision(
  tx: Tx,
  applicationId: string,
  id: string | null,
): Promise<PendingRow | undefined> {
  await lockToMove(tx, [applicationId])
  const [row] = await tx.query<PendingRow[]>(
    `SELECT id, move, author_id, memo_id, of_restricted, (SELECT edition_id FROM app.application WHERE id = $2) FROM app.decision WHERE id = $1 AND application_id = $2 AND state = 'pending' FOR UPDATE`,
    [id, applicationId],
  )
  return row
}

/** Signs a pending decision as its second, and makes the move at once unless it waits for its wave. */
export async function agreeToDecision(
  tx: Tx,
  audit: Audit,
  act: {
    readonly row: PendingRow
    readonly applicationId: string
    readonly second: StaffActor
    readonly moverId: string
    /** In which the mover moves; absent, or none of the move's own: the first role of the move. */
    readonly role?: Role
  },
): Promise<Outcome<null, SecondRefusal>> {
  const { row, applicationId, second, moverId } = act
  const secondId = second.accountId
  const people = [row.author_id, secondId]
  const hasMemo = row.memo_id !== null
  const waits = releasedTogether.includes(row.move)
  if (!waits) await lockPlaces(tx, row.edition_id)
  const problem = await obstacle(tx, row.move, { applicationId, actor: second, people, hasMemo })
  if (problem) return refuse(problem)
  const lots = row.move === 'release_waitlist' ? await waitingLotsProblem(tx, second, [applicationId]) : null
  if (lots) return refuse(lots)
  await tx.query(`UPDATE app.decision SET state = 'second_ok', second_id = $2, reopened_by = NULL WHERE id = $1`, [
    row.id,
    secondId,
  ])
  const line = { actorId: secondId, verb: 'decision.seconded', objectId: applicationId, purpose: row.move }
  await audit.record(tx, line)
  if (waits) return done(null)
  const own = rolesFor(row.move)
  const role = (own.find((one) => one === act.role) ?? own[0]) as Role
  const step = { applicationId, move: row.move, role, actorId: moverId, decisionId: row.id }
  const moved = await asTold(tx, second, applicationId, await moveApplication(tx, step))

  return moved.ok ? done(null) : moved
}
