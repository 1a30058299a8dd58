import type { TaskState } from './lifecycle.js'

/** Plain facts tasks follow. Days are ISO; nothing here was ever sealed. */
export interface TaskFacts {
  readonly today: string
  readonly arrivalOn: string
  readonly departureOn: string
  readonly applicationState: string
  readonly journeyState: string
  readonly releasedOn: string | null
  readonly confirmedOn: string
  readonly visa: VisaFacts
  readonly tasks: readonly KnownTask[]
}

export interface VisaFacts {
  readonly state: string
  readonly path: 'required' | 'not_required' | 'manual' | null
  /** Set while the desk has to look again; nothing that rests on its answer goes on meanwhile. */
  readonly waitingFor: string | null
  readonly flags: readonly string[]
  readonly earliestOn: string | null
  readonly safeOn: string | null
  readonly legalOn: string | null
  readonly assessedOn: string | null
  readonly letterOn: string | null
  readonly appointmentOn: string | null
  readonly lodgedOn: string | null
  readonly decidedOn: string | null
}

export interface KnownTask {
  readonly id: string
  readonly task: string
  readonly state: TaskState
  readonly owner: string
  readonly openedOn: string | null
  readonly dueOn: string | null
  readonly doneOn: string | null
  readonly escalatedOn: string | null
}

/** Flag of a case whose travel document has to be renewed or made. */
export const renewalFlag = 'passport'

/** The day a task was done or waived; null while it is not. */
export const doneOn = (facts: TaskFacts, task: string): string | null =>
  facts.tasks.find((known) => known.task === task && (known.state === 'done' || known.state === 'waived'))?.doneOn ??
  null

/** The day the desk's answer stands since; null while there is none, or a new one is due. */
export const assessedOn = ({ visa }: TaskFacts): string | null =>
  visa.path && !visa.waitingFor ? visa.assessedOn : null

export const needsVisa = ({ visa }: TaskFacts): boolean => visa.path === 'required'
export const needsLetter = ({ visa }: TaskFacts): boolean => visa.path === 'required' || visa.path === 'manual'
