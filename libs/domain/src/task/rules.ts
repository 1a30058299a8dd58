import { addDays, addWorkingDays, earliest, type IsoDate, latest } from '../calendar/iso-date.js'
import type { Role } from '../lifecycle.js'
import { lodgingDays } from '../visa/check/lodging.js'
import { appealBy } from '../visa/refusal-plan.js'
import { shippedRules } from '../visa/rule-set.js'
import { assessedOn, doneOn, needsLetter, needsVisa, renewalFlag, type TaskFacts } from './facts.js'

/** One task of the catalogue as functions of plain facts. */
export interface TaskRule {
  readonly owner: Role | 'delegate'
  /** False: the task does not exist for this person. Absent: it is for all. */
  readonly applies?: (facts: TaskFacts) => boolean
  /** The day from which it can be done; null while what comes before it is missing. */
  readonly from: (facts: TaskFacts) => IsoDate | null
  readonly due: (facts: TaskFacts, from: IsoDate) => IsoDate | null
  /** Least days between `from` and due; 2 where the catalogue says nothing. */
  readonly leastDays?: number
  readonly hard?: (facts: TaskFacts) => IsoDate | null
  readonly wall?: (facts: TaskFacts) => IsoDate | null
  /** Done by a fact, whoever wrote it. */
  readonly isDone?: (facts: TaskFacts) => boolean
  /** Days on which the person is reminded; counted from the day it opened or back from its due day. */
  readonly remind?: {
    readonly after?: readonly number[]
    readonly everyFrom?: readonly [first: number, step: number]
    readonly before?: readonly number[]
  }
  /** When an open one goes to a person: so many days after due, or on a day of its own. */
  readonly escalate?: { readonly to: Role; readonly days?: number; readonly on?: (facts: TaskFacts) => IsoDate | null }
}

const beforeArrival =
  (days: number) =>
  ({ arrivalOn }: TaskFacts) =>
    addDays(arrivalOn, -days)
const afterVisaOr = (task: string) => (facts: TaskFacts) => assessedOn(facts) && doneOn(facts, task)

/** Before the desk has spoken, the safe lodging day of anybody who arrives then. */
const safeDay = ({ visa, arrivalOn, today }: TaskFacts): IsoDate =>
  visa.safeOn ?? lodgingDays(arrivalOn, today, shippedRules).latest_lodge_safe

const later = (day: IsoDate | null, days: number): IsoDate | null => day && addDays(day, days)

/** Lodging target: as early as allowed and three weeks after the letter, never after the safe day. */
function target(facts: TaskFacts): IsoDate {
  const { earliestOn, letterOn } = facts.visa
  const asap = latest([earliestOn, later(letterOn, 21), later(doneOn(facts, 'T06'), 21)])
  return earliest([asap, safeDay(facts)]) ?? safeDay(facts)
}

const lodgedFrom = ({ visa }: TaskFacts): IsoDate | null => visa.lodgedOn
const decisionLooks = [15, 22, 29, 36, 43, 45]

/** The catalogue of DOMAIN §11 as far as its triggers exist; T14, T15, T24 and T28 come with their features. */
export const taskRules = {
  T01: {
    owner: 'delegate',
    from: ({ releasedOn, confirmedOn }) => releasedOn ?? confirmedOn,
    due: (_, from) => addDays(from, 7),
    isDone: () => true,
  },
  T02: {
    owner: 'delegate',
    from: ({ confirmedOn }) => confirmedOn,
    due: (facts, from) => earliest([addDays(from, 5), addDays(safeDay(facts), -30)]),
    remind: { after: [3, 5] },
    escalate: { to: 'travel_desk', days: 4 },
  },
  T03: {
    owner: 'travel_desk',
    from: (facts) => doneOn(facts, 'T02'),
    due: (_, from) => addWorkingDays(from, 2),
    isDone: (facts) => assessedOn(facts) !== null,
  },
  T04: {
    owner: 'delegate',
    applies: ({ visa }) => visa.flags.includes(renewalFlag),
    from: assessedOn,
    due: (facts) => (needsVisa(facts) ? addDays(safeDay(facts), -21) : addDays(facts.arrivalOn, -90)),
    remind: { everyFrom: [7, 7] },
    escalate: { to: 'travel_desk', days: 14 },
  },
  T05: {
    owner: 'security_officer',
    from: ({ confirmedOn }) => confirmedOn,
    due: (facts) => earliest([needsVisa(facts) ? addDays(safeDay(facts), -15) : null, addDays(facts.arrivalOn, -76)]),
  },
  T06: {
    owner: 'travel_desk',
    applies: needsLetter,
    from: assessedOn,
    due: (_, from) => addWorkingDays(from, 3),
    isDone: ({ visa }) => visa.letterOn !== null,
    escalate: { to: 'travel_desk', days: 1 },
  },
  T07: {
    owner: 'delegate',
    applies: needsVisa,
    from: afterVisaOr('T06'),
    due: (facts) => addDays(target(facts), -14),
    isDone: ({ visa }) => visa.appointmentOn !== null,
    remind: { after: [2], everyFrom: [5, 3] },
    escalate: { to: 'travel_desk', days: 4 },
  },
  T08: {
    owner: 'travel_desk',
    from: (facts) => (needsVisa(facts) ? afterVisaOr('T06')(facts) : assessedOn(facts)),
    due: (facts) =>
      needsVisa(facts) ? addDays(facts.visa.appointmentOn ?? target(facts), -3) : addDays(facts.arrivalOn, -30),
  },
  T09: {
    owner: 'delegate',
    applies: needsVisa,
    from: afterVisaOr('T07'),
    due: target,
    hard: ({ visa }) => visa.safeOn,
    wall: ({ visa }) => visa.legalOn,
    isDone: ({ visa }) => visa.lodgedOn !== null,
    remind: { before: [7, 1] },
    escalate: { to: 'travel_desk', on: ({ visa }) => later(visa.safeOn, 1) },
  },
  T10: {
    owner: 'travel_desk',
    from: (facts) => (needsVisa(facts) ? lodgedFrom(facts) : assessedOn(facts)),
    due: beforeArrival(75),
  },
  T11: {
    owner: 'travel_desk',
    applies: needsVisa,
    from: lodgedFrom,
    due: ({ today }, from) =>
      decisionLooks.map((days) => addDays(from, days)).find((day) => day >= today) ?? addDays(from, 45),
    isDone: ({ visa }) => visa.decidedOn !== null,
    escalate: {
      to: 'travel_desk',
      on: (facts) => earliest([later(facts.visa.lodgedOn, 46), addDays(facts.arrivalOn, -14)]),
    },
  },
  T12: {
    owner: 'delegate',
    applies: ({ visa }) => ['issued', 'sticker_ok', 'sticker_wrong'].includes(visa.state),
    from: ({ visa }) => visa.decidedOn,
    due: (_, from) => addDays(from, 1),
    leastDays: 1,
    isDone: ({ visa }) => visa.state === 'sticker_ok',
    remind: { after: [1] },
    escalate: { to: 'travel_desk', days: 1 },
  },
  T13: {
    owner: 'travel_desk',
    applies: ({ visa }) => ['refused', 'appeal'].includes(visa.state),
    from: ({ visa }) => visa.decidedOn,
    due: (_, from) => addDays(from, 1),
    leastDays: 1,
    hard: ({ visa }) => visa.decidedOn && appealBy(visa.decidedOn),
    escalate: { to: 'travel_desk', days: 1 },
  },
  T16: { owner: 'events', from: ({ confirmedOn }) => confirmedOn, due: beforeArrival(21) },
  T17: { owner: 'care', from: (facts) => doneOn(facts, 'T02'), due: beforeArrival(30) },
  T18: { owner: 'finance', from: ({ confirmedOn }) => confirmedOn, due: beforeArrival(14) },
  T19: { owner: 'security_officer', from: (facts) => doneOn(facts, 'T10'), due: beforeArrival(14) },
  T20: {
    owner: 'travel_desk',
    from: (facts) => (needsVisa(facts) ? doneOn(facts, 'T10') && doneOn(facts, 'T12') : doneOn(facts, 'T10')),
    due: beforeArrival(7),
  },
  T21: {
    owner: 'delegate',
    from: (facts) => doneOn(facts, 'T10'),
    due: beforeArrival(0),
    leastDays: 0,
    escalate: { to: 'duty_officer', days: 0 },
  },
  T22: {
    owner: 'duty_officer',
    from: (facts) => doneOn(facts, 'T21'),
    due: beforeArrival(0),
    leastDays: 0,
    escalate: { to: 'duty_officer', days: 0 },
  },
  T23: {
    owner: 'delegate',
    from: ({ today, departureOn }) => (today >= departureOn ? departureOn : null),
    due: (_, from) => addDays(from, 2),
    escalate: { to: 'duty_officer', days: 2 },
  },
  T25: { owner: 'coordinator', from: (facts) => doneOn(facts, 'T23'), due: (_, from) => addDays(from, 14) },
  T27: {
    owner: 'finance',
    applies: needsVisa,
    from: afterVisaOr('T07'),
    due: ({ visa }, from) => (visa.appointmentOn ? addDays(visa.appointmentOn, -5) : addDays(from, 2)),
    escalate: { to: 'travel_desk', days: 2 },
  },
  T29: {
    owner: 'delegate',
    from: ({ today, departureOn }) => (today >= departureOn ? departureOn : null),
    due: (_, from) => addDays(from, 3),
    isDone: ({ today, departureOn }) => today > addDays(departureOn, 3),
  },
} as const satisfies Readonly<Record<string, TaskRule>>

export const ruleOf = (task: string): TaskRule | undefined => (taskRules as Readonly<Record<string, TaskRule>>)[task]
