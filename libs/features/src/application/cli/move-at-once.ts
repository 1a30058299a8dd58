import type { ApplicationMove } from '#domain/application/lifecycle.js'
import type { Role } from '#domain/lifecycle.js'
import { type DefinitionTest, type EligibilityReason, eligibilityOf } from '#domain/vetting/definition-test.js'
import type { Audit } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'

/** One move of many files by one person; `decisionOf` names the decision two people agreed on, by file. */
export interface MoveOfMany {
  readonly move: ApplicationMove
  readonly role: Role
  readonly actorId: string
  readonly decisionOf?: ReadonlyMap<string, string>
}

/** Moves many files by the one function that may, in one statement. Throws when any of them cannot. */
export async function moveAtOnce(tx: Tx, ids: readonly string[], step: MoveOfMany): Promise<void> {
  const rows = await tx.query<{ code: string }[]>(
    `SELECT m.code FROM unnest($1::uuid[], $2::uuid[]) f (id, decision),
       LATERAL app.application_move(f.id, $3, $4, $5, NULL, f.decision) m WHERE m.code <> 'ok'`,
    [ids, ids.map((id) => step.decisionOf?.get(id) ?? null), step.move, step.role, step.actorId],
  )
  if (rows[0]) throw new Error(`${step.move} ${rows[0].code}`)
}

/** One coordinator's answer about many files in screening, written as `AnswerEligibility` writes each. */
export async function answerAtOnce(
  tx: Tx,
  audit: Audit,
  ids: readonly string[],
  answer: DefinitionTest & { readonly reason: EligibilityReason; readonly actorId: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO app.eligibility (application_id, author_id, for_others, universality, peaceful, reason_class)
     SELECT f.id, $2, $3, $4, $5, $6 FROM unnest($1::uuid[]) f (id)`,
    [ids, answer.actorId, answer.for_others, answer.universality, answer.peaceful, answer.reason],
  )
  const { actorId } = answer
  const line = { actorId, verb: 'eligibility.answered', purpose: eligibilityOf(answer) }
  await audit.recordAll(
    tx,
    ids.map((objectId) => ({ ...line, objectId })),
  )
}
