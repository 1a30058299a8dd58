import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { CallOutcome } from '#domain/vetting/call.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { mayCall } from './read-call-sheet.js'

export interface MadeCall {
  readonly outcome: CallOutcome
  /** ISO date; only where another day was asked for. */
  readonly againOn?: string
}

export type CallRefusal = 'not_found' | 'day_over'

/** Notes what came of a call, and not a word of what was said. */
@Injectable()
export class RecordCall {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** A code word that did not fit calls the vetting lead and the security officer. Refuses: not_found, day_over. */
  async run(actor: StaffActor, applicationId: string, call: MadeCall): Promise<Outcome<null, CallRefusal>> {
    if (!mayCall(actor)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      const file = await seeFile(tx, actor, applicationId)
      if (!file || file.seen.readsBlind) return refuse('not_found')
      if (!(await isAhead(tx, call))) return refuse('day_over')
      await tx.query(
        'INSERT INTO app.call_note (application_id, author_id, outcome, again_on) VALUES ($1, $2, $3, $4)',
        [applicationId, actor.accountId, call.outcome, call.againOn ?? null],
      )
      if (call.outcome === 'code_word_failed') await tell(tx, applicationId)
      const line = { actorId: actor.accountId, verb: 'call.recorded', objectId: applicationId, purpose: call.outcome }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}

/** Another day is asked for where one is agreed, and nowhere else; it is not over. */
async function isAhead(tx: Tx, { outcome, againOn }: MadeCall): Promise<boolean> {
  if (outcome !== 'call_later') return againOn === undefined
  const [row] = await tx.query<{ ahead: boolean | null }[]>('SELECT $1::date >= app.today() AS ahead', [
    againOn ?? null,
  ])
  return row?.ahead === true
}

/** Who is told at once when somebody answered who did not know the word. */
const told = [
  ['code_word_failed', 'vetting_lead'],
  ['code_word_failed_officer', 'security_officer'],
] as const

async function tell(tx: Tx, applicationId: string): Promise<void> {
  for (const [kind, role] of told) {
    await tx.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id)
       SELECT a.edition_id, $2, $3, a.id FROM app.application a WHERE a.id = $1 ON CONFLICT DO NOTHING`,
      [applicationId, kind, role],
    )
  }
}
