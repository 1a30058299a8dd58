import { isoDate } from '#domain/calendar/iso-date.js'
import { type DueTask, dueTasks } from '#domain/task/due-tasks.js'
import type { KnownTask, TaskFacts, VisaFacts } from '#domain/task/facts.js'

/** Before the desk has looked at anything. */
export const noCase: VisaFacts = {
  state: 'assess',
  path: null,
  waitingFor: null,
  flags: [],
  earliestOn: null,
  safeOn: null,
  legalOn: null,
  assessedOn: null,
  letterOn: null,
  appointmentOn: null,
  lodgedOn: null,
  decidedOn: null,
}

/** The desk confirmed on 1 December that a visa is needed. */
export const requiredCase: VisaFacts = {
  ...noCase,
  state: 'required',
  path: 'required',
  earliestOn: isoDate('2026-10-11'),
  safeOn: isoDate('2027-02-10'),
  legalOn: isoDate('2027-03-27'),
  assessedOn: isoDate('2026-12-01'),
}

/** Confirmed on 22 November, nine days ago, and nothing done since. */
export const plainTaskFacts: TaskFacts = {
  today: isoDate('2026-12-01'),
  arrivalOn: isoDate('2027-04-11'),
  departureOn: isoDate('2027-04-16'),
  applicationState: 'confirmed',
  journeyState: 'preparing',
  releasedOn: isoDate('2026-11-20'),
  confirmedOn: isoDate('2026-11-22'),
  visa: noCase,
  tasks: [],
}

/** A delegate's task as the database has it, its id the same as its name. */
export const knownTask = (task: string, state: KnownTask['state'], more: Partial<KnownTask> = {}): KnownTask => ({
  id: task,
  task,
  state,
  owner: 'delegate',
  openedOn: isoDate('2026-12-01'),
  dueOn: isoDate('2026-12-20'),
  doneOn: state === 'done' ? isoDate('2026-12-01') : null,
  escalatedOn: null,
  ...more,
})

/** What one task should be by now; undefined where it does not exist for the person. */
export const dueTask = (facts: TaskFacts, task: string): DueTask | undefined =>
  dueTasks(facts).find((one) => one.task === task)
