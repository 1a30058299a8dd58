import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type StaffActor } from '#features/staff/index.orm.js'
import { completeTask } from '#features/task/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { ReadVisaCase } from './read-visa-case.js'

/** What happens outside, as the desk writes it down, and the task each step closes. */
export const visaSteps = {
  letter_ready: 'T06',
  book_appointment: 'T07',
  lodge: 'T09',
  ask_more: null,
  issue: 'T11',
  refuse: 'T11',
  return_unread: null,
  find_sticker_ok: 'T12',
  find_sticker_wrong: null,
  correct: null,
  appeal: 'T13',
  relodge: 'T13',
  go_remote: 'T13',
  find_impossible: null,
  close: null,
} as const satisfies Record<string, string | null>
export type VisaStep = keyof typeof visaSteps
export const isVisaStep = (move: string): move is VisaStep => Object.hasOwn(visaSteps, move)

export interface VisaStepForm {
  readonly version: number
  readonly move: VisaStep
  /** ISO date: when it happened; an appointment may lie ahead. */
  readonly happenedOn: string
  readonly source: 'delegate_said' | 'desk_saw'
}

export type StepRefusal = 'not_found' | 'stale' | 'move_not_allowed' | 'day_ahead'

/** Writes a step of a visa case with its day and source; the tasks follow. */
@Injectable()
export class RecordVisaStep {
  constructor(
    private readonly cases: ReadVisaCase,
    private readonly database: Database,
  ) {}

  /** Refuses: not_found, stale, move_not_allowed (not from this state), day_ahead (only an appointment may be). */
  async run(actor: StaffActor, participationId: string, form: VisaStepForm): Promise<Outcome<null, StepRefusal>> {
    const found = await this.cases.run(actor, participationId)
    if (!found.ok) return found
    if (form.move !== 'book_appointment' && form.happenedOn > found.value.row.today) return refuse('day_ahead')

    return this.database.transaction((tx) => this.store(tx, actor, participationId, form))
  }

  private async store(
    tx: Tx,
    actor: StaffActor,
    participationId: string,
    form: VisaStepForm,
  ): Promise<Outcome<null, StepRefusal>> {
    const [answer] = await tx.query<{ code: 'ok' | 'not_found' | 'stale' | 'move_not_allowed' }[]>(
      'SELECT code FROM app.visa_case_step($1, $2, $3, $4, $5, $6)',
      [participationId, form.move, actor.accountId, form.version, form.source, form.happenedOn],
    )
    if (answer?.code !== 'ok') return refuse(answer?.code ?? 'not_found')
    const task = visaSteps[form.move]
    if (task) await completeTask(tx, { participationId, task, role: 'travel_desk', actorId: actor.accountId })

    return done(null)
  }
}
