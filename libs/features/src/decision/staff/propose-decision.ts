import { Injectable } from '@nestjs/common'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { mayPropose, releasedTogether, targetOf } from '#domain/decision/outcomes.js'
import { isSecondThought, reasonsFor } from '#domain/decision/reasons.js'
import { type SupportLine, supportWith, takesSupport } from '#domain/decision/support.js'
import { wordingOf } from '#domain/decision/wordings.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type ClearingRefusal, clearingProblem, type FoundCheck, standingProblem } from '#domain/vetting/clearing.js'
import {
  isWordHeard,
  lockFile,
  secondProblem,
  type SecondOfPerson,
  seeFile,
  type SeenFile,
  setEntitlements,
} from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { DecisionMemos } from './decision-memos.js'
import { type LotsProblem, lotsProblem } from './line/lots-order.js'
import { putForward } from './put-forward.js'
import { proposersFor, unreachedProposersFor } from './roles-of-moves.js'
import { dropPending, takeBack, type TakeBackRefusal } from './take-back.js'
import { goesOn, type PlaceProblem, placeProblem, readStanding, releaseProblem } from './vetting-gate.js'

export interface DecisionForm {
  readonly move: ApplicationMove
  /** Statistical class of the reason; a code. */
  readonly reasonClass: string
  /** Version of the application the page showed. */
  readonly version: number
  /** Code of the words that go with the answer; kept where the move bears any. */
  readonly wording?: string
  /** Why, in words for those who may read about risk. */
  readonly memo?: string
  /** What would be paid for them; kept with an invitation. */
  readonly support?: readonly SupportLine[]
}

export type ProposeRefusal =
  | 'not_found'
  | 'move_not_allowed'
  | 'stale'
  | 'reason_missing'
  | 'code_word_missing'
  | 'too_late'
  | PlaceProblem
  | SecondOfPerson
  | TakeBackRefusal
  | ClearingRefusal
  | LotsProblem

/** The first of two people sets a decision beside the file's real state; nothing the applicant can see changes. */
@Injectable()
export class ProposeDecision {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly memos: DecisionMemos,
  ) {}

  /**
   * A decision equal to the present state is stored as none; a new one takes the place of one that waits, which this
   * colleague may take back. Answers the decision id, or null for none. Refuses: not_found, move_not_allowed, stale,
   * reason_missing (none of the move's own), lots_first and lots_waiting (lots order the waitlist), decision_agreed (two people agreed to another one: that is taken back first),
   * and what stands in the way of going on, of clearing, of undoing, or of a place.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    form: DecisionForm,
  ): Promise<Outcome<string | null, ProposeRefusal>> {
    if (!(await seeFile(this.database, actor, applicationId))) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      const file = await seeFile(tx, actor, applicationId)
      return file ? this.within(tx, actor, file, form) : refuse('not_found')
    })
  }

  /** The same of a file found for this viewer, within the transaction of an act that writes more. */
  async within(
    tx: Tx,
    actor: StaffActor,
    { id, seen, facts }: SeenFile,
    form: DecisionForm,
  ): Promise<Outcome<string | null, ProposeRefusal>> {
    if (!seen.decisions) return refuse('not_found')
    if (!(await mayPutForward(tx, actor, { id, facts }, form.move))) return refuse('move_not_allowed')

    return this.propose(tx, actor, id, form)
  }

  /** Takes a decision back by one step: what two people agreed to waits again, what waits goes. Refuses: not_found, and as `takeBack`. */
  async clear(actor: StaffActor, applicationId: string): Promise<Outcome<null, 'not_found' | TakeBackRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file?.seen.decisions) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await seeFile(tx, actor, applicationId))?.seen.decisions) return refuse('not_found')
      return takeBack(tx, actor, applicationId)
    })
  }

  private async propose(
    tx: Tx,
    actor: StaffActor,
    applicationId: string,
    form: DecisionForm,
  ): Promise<Outcome<string | null, ProposeRefusal>> {
    const [now] = await tx.query<{ state: string; version: number }[]>(
      'SELECT state, version FROM app.application WHERE id = $1 FOR NO KEY UPDATE',
      [applicationId],
    )
    if (now?.version !== form.version) return refuse('stale')
    if (targetOf(form.move) === now.state) return dropPending(tx, actor, applicationId)
    if (!mayPropose(now.state, form.move)) return refuse('move_not_allowed')
    if (isSecondThought(form.move) && !(reasonsFor(form.move) as readonly string[]).includes(form.reasonClass))
      return refuse('reason_missing')
    const people = [actor.accountId]
    const problem = await obstacle(tx, form.move, { applicationId, actor, people, hasMemo: memoOf(form) !== '' })
    if (problem) return refuse(problem)
    const lots = form.move === 'release_waitlist' ? await lotsProblem(tx, actor, [applicationId]) : null
    if (lots) return refuse(lots)

    const isReplaced = releasedTogether.includes(form.move) || takesSupport(form.move)
    const dropped = await dropPending(tx, actor, applicationId, { isReplaced })
    if (!dropped.ok) return dropped
    const id = await this.store(tx, actor, applicationId, form)
    if (isReplaced) {
      await setEntitlements(tx, actor, [applicationId], supportWith(form.move, form.support))
    }
    await this.audit.record(tx, lineOf(actor, applicationId, 'decision.proposed', form.move))
    return done(id)
  }

  private async store(tx: Tx, actor: StaffActor, applicationId: string, form: DecisionForm): Promise<string> {
    const memo = memoOf(form)
    return putForward(tx, actor, {
      applicationId,
      move: form.move,
      reasonClass: form.reasonClass,
      wording: wordingOf({ ...form, wording: form.wording ?? '' }),
      memoId: memo === '' ? null : await this.memos.store(tx, actor, applicationId, memo),
    })
  }
}

const memoOf = ({ memo = '' }: DecisionForm): string => memo.trim()

const lineOf = (actor: StaffActor, objectId: string, verb: string, purpose: string) => ({
  actorId: actor.accountId,
  verb,
  objectId,
  purpose,
})

/**
 * What stands in the way of a move beside its own rules: an earlier file of the person, an unfinished checklist or
 * no memo before clearing, an unheard code word before undoing, a last day that is over before inviting out of turn, and whatever keeps a
 * person from a place. Asked again when the second person agrees.
 */
export async function obstacle(
  tx: Tx,
  move: ApplicationMove,
  {
    applicationId,
    actor,
    people,
    hasMemo,
  }: {
    readonly applicationId: string
    readonly actor: StaffActor
    readonly people: readonly string[]
    /** The decision has a memo of its own. */
    readonly hasMemo: boolean
  },
): Promise<ClearingRefusal | PlaceProblem | SecondOfPerson | 'code_word_missing' | 'too_late' | null> {
  const second = goesOn.has(move) ? await secondProblem(tx, actor, applicationId) : null
  if (second) return second
  if (move === 'undo_withdraw') return (await isWordHeard(tx, applicationId, people)) ? null : 'code_word_missing'
  if (move === 'promote_other' && (await isTooLate(tx, applicationId))) return 'too_late'
  if (move !== 'clear')
    return (await releaseProblem(tx, applicationId, move)) ?? placeProblem(tx, actor, applicationId, move)
  const checks = await tx.query<FoundCheck[]>(
    `SELECT point, result, evidence, app.evidence_is_proven(application_id, evidence) AS "isProven"
     FROM app.vetting_check WHERE application_id = $1`,
    [applicationId],
  )
  const standing = await readStanding(tx, applicationId)
  return clearingProblem(checks) ?? standingProblem(checks, { ...standing, hasMemo: hasMemo || standing.hasMemo })
}

/** True for who puts this move forward, be it only for a restricted file, or for somebody whom nobody has reached for the edition's days. */
async function mayPutForward(
  tx: Tx,
  { roles }: StaffActor,
  { id, facts }: Pick<SeenFile, 'id' | 'facts'>,
  move: ApplicationMove,
): Promise<boolean> {
  const holdsOne = (of: readonly string[]) => of.some((role) => (roles as readonly string[]).includes(role))
  if (holdsOne(proposersFor(move, facts))) return true
  if (!holdsOne(unreachedProposersFor(move))) return false
  const [row] = await tx.query<{ unreached: boolean }[]>('SELECT app.is_unreached($1) AS unreached', [id])
  return row?.unreached === true
}

async function isTooLate(tx: Tx, applicationId: string): Promise<boolean> {
  const [row] = await tx.query<{ late: boolean }[]>('SELECT app.is_too_late($1) AS late', [applicationId])
  return row?.late === true
}
