import { describe, expect, it } from '@jest/globals'
import { isoDate } from '../calendar/iso-date.js'
import { dueTasks } from './due-tasks.js'
import type { KnownTask, TaskFacts, VisaFacts } from './facts.js'
import { dueEscalations, dueReminders } from './reminders.js'

const noCase: VisaFacts = {
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
const required: VisaFacts = {
  ...noCase,
  state: 'required',
  path: 'required',
  earliestOn: isoDate('2026-10-11'),
  safeOn: isoDate('2027-02-10'),
  legalOn: isoDate('2027-03-27'),
  assessedOn: isoDate('2026-12-01'),
}
const base: TaskFacts = {
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
const known = (task: string, state: KnownTask['state'], more: Partial<KnownTask> = {}): KnownTask => ({
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
const find = (facts: TaskFacts, task: string) => dueTasks(facts).find((one) => one.task === task)
const statesOf = (facts: TaskFacts, ...tasks: string[]) => tasks.map((task) => find(facts, task)?.state)

describe('tasks that follow from plain facts', () => {
  it('opens the travel form after the answer, five days on, and asks for no visa before the desk has spoken', () => {
    expect(find(base, 'T02')).toEqual({
      task: 'T02',
      owner: 'delegate',
      state: 'open',
      dueOn: '2026-11-27',
      hardOn: null,
      wallOn: null,
    })
    expect(statesOf(base, 'T03', 'T06', 'T07', 'T09')).toEqual(['waiting', undefined, undefined, undefined])
  })

  it('TRV-2 never asks for anything earlier than two days after it can be done', () => {
    const late = { ...base, confirmedOn: isoDate('2027-01-20') }

    expect(find(late, 'T02')?.dueOn).toBe('2027-01-22')
  })

  it('gives the visa tasks their safe and legal days once the desk confirmed', () => {
    const facts = { ...base, visa: required, tasks: [known('T02', 'done'), known('T03', 'done')] }

    expect(statesOf(facts, 'T03', 'T06', 'T07', 'T09')).toEqual(['done', 'open', 'waiting', 'waiting'])
    const lettered = { ...facts.visa, state: 'letter_ready', letterOn: isoDate('2026-12-03') }
    const next = { ...facts, visa: lettered, tasks: [...facts.tasks, known('T06', 'done'), known('T07', 'done')] }
    expect(find(next, 'T09')).toEqual({
      task: 'T09',
      owner: 'delegate',
      state: 'open',
      dueOn: '2026-12-24',
      hardOn: '2027-02-10',
      wallOn: '2027-03-27',
    })
  })

  it('TRV-1 lets open later steps wait again while the desk has to look again; finished ones stay finished', () => {
    const tasks = [known('T02', 'done'), known('T03', 'done'), known('T06', 'done'), known('T07', 'open')]
    const visa = { ...required, state: 'letter_ready', letterOn: isoDate('2026-12-03'), waitingFor: 'dates_changed' }

    expect(statesOf({ ...base, visa, tasks }, 'T03', 'T06', 'T07')).toEqual(['open', 'done', 'waiting'])
  })

  it('cancels what is open when the journey stops, and keeps what was done', () => {
    const tasks = [known('T02', 'open'), known('T16', 'done')]

    expect(statesOf({ ...base, journeyState: 'stopped', tasks }, 'T02', 'T16', 'T05')).toEqual([
      'cancelled',
      'done',
      undefined,
    ])
  })
})

describe('reminders and people', () => {
  const open = known('T02', 'open', { openedOn: isoDate('2026-12-01'), dueOn: isoDate('2026-12-06') })

  it('reminds on day 3 and 5 of a task that is open, by its due day', () => {
    const on = (today: string, task = open) => dueReminders({ ...base, today: isoDate(today), tasks: [task] })

    expect(on('2026-12-03')).toEqual([])
    expect(on('2026-12-04')).toEqual([{ taskId: 'T02', schedule: 'd3', referenceOn: '2026-12-06' }])
    expect(on('2026-12-06')).toHaveLength(2)
    expect(on('2026-12-06', { ...open, state: 'done' })).toEqual([])
    expect(on('2026-12-06', { ...open, escalatedOn: isoDate('2026-12-06') })).toEqual([])
    expect(on('2027-04-17')).toEqual([])
  })

  it('TRV-3 hands a form four days overdue to the travel desk, not earlier and not twice', () => {
    const on = (today: string, task = open) => dueEscalations({ ...base, today: isoDate(today), tasks: [task] })

    expect(on('2026-12-09')).toEqual([])
    expect(on('2026-12-10')).toEqual([{ taskId: 'T02', to: 'travel_desk' }])
    expect(on('2026-12-10', { ...open, escalatedOn: isoDate('2026-12-10') })).toEqual([])
  })
})
