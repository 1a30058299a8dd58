import type { IsoDate } from '../calendar/iso-date.js'
import type { TaskState } from './lifecycle.js'

/** Plain facts tasks follow. Nothing here was ever sealed. */
export interface TaskFacts {
  readonly today: IsoDate
  readonly arrivalOn: IsoDate
  readonly departureOn: IsoDate
  readonly applicationState: string
  readonly journeyState: string
  readonly releasedOn: IsoDate | null
  readonly confirmedOn: IsoDate
  readonly visa: VisaFacts
  readonly tasks: readonly KnownTask[]
}

export interface VisaFacts {
  readonly state: string
  readonly path: 'required' | 'not_required' | 'manual' | null
  /** Set while the desk has to look again; nothing that rests on its answer goes on meanwhile. */
  readonly waitingFor: string | null
  readonly flags: readonly string[]
  readonly earliestOn: IsoDate | null
  readonly safeOn: IsoDate | null
  readonly legalOn: IsoDate | null
  readonly assessedOn: IsoDate | null
  readonly letterOn: IsoDate | null
  readonly appointmentOn: IsoDate | null
  readonly lodgedOn: IsoDate | null
  readonly decidedOn: IsoDate | null
}

export interface KnownTask {
  readonly id: string
  readonly task: string
  readonly state: TaskState
  readonly owner: string
  readonly openedOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly doneOn: IsoDate | null
  readonly escalatedOn: IsoDate | null
}

/** Flag of a case whose travel document has to be renewed or made. */
export const renewalFlag = 'passport'

const onTheWay = new Set(['preparing', 'ready', 'under_way', 'arrived', 'departed', 'silent', 'home'])

/** Whether anything is asked of anybody: the place is confirmed, and the journey neither stopped nor over. */
export const isLive = ({ applicationState, journeyState }: TaskFacts): boolean =>
  applicationState === 'confirmed' && onTheWay.has(journeyState)

/** The day a task was done or waived; null while it is not. */
export const doneOn = (facts: TaskFacts, task: string): IsoDate | null =>
  facts.tasks.find((known) => known.task === task && (known.state === 'done' || known.state === 'waived'))?.doneOn ??
  null

/** The day the desk's answer stands since; null while there is none, or a new one is due. */
export const assessedOn = ({ visa }: TaskFacts): IsoDate | null =>
  visa.path && !visa.waitingFor ? visa.assessedOn : null

export const needsVisa = ({ visa }: TaskFacts): boolean => visa.path === 'required'
export const needsLetter = ({ visa }: TaskFacts): boolean => visa.path === 'required' || visa.path === 'manual'
