import { describe, expect, it } from '@jest/globals'
import { dueTask, knownTask, plainTaskFacts, requiredCase } from '#test/support/plain/task-facts.js'
import { isoDate } from '../calendar/iso-date.js'
import type { TaskFacts } from './facts.js'
import { dueEscalations, dueReminders } from './reminders.js'

const statesOf = (facts: TaskFacts, ...tasks: string[]) => tasks.map((task) => dueTask(facts, task)?.state)

describe('tasks that follow from plain facts', () => {
  it('opens the travel form after the answer, five days on, and asks for no visa before the desk has spoken', () => {
    expect(dueTask(plainTaskFacts, 'T02')).toEqual({
      task: 'T02',
      owner: 'delegate',
      state: 'open',
      dueOn: '2026-11-27',
      hardOn: null,
      wallOn: null,
    })
    expect(statesOf(plainTaskFacts, 'T03', 'T06', 'T07', 'T09')).toEqual(['waiting', undefined, undefined, undefined])
  })

  it('TRV-2 never asks for anything earlier than two days after it can be done', () => {
    const late = { ...plainTaskFacts, confirmedOn: isoDate('2027-01-20') }

    expect(dueTask(late, 'T02')?.dueOn).toBe('2027-01-22')
  })

  it('gives the visa tasks their safe and legal days once the desk confirmed', () => {
    const facts = { ...plainTaskFacts, visa: requiredCase, tasks: [knownTask('T02', 'done'), knownTask('T03', 'done')] }

    expect(statesOf(facts, 'T03', 'T06', 'T07', 'T09')).toEqual(['done', 'open', 'waiting', 'waiting'])
    const lettered = { ...facts.visa, state: 'letter_ready', letterOn: isoDate('2026-12-03') }
    const next = {
      ...facts,
      visa: lettered,
      tasks: [...facts.tasks, knownTask('T06', 'done'), knownTask('T07', 'done')],
    }
    expect(dueTask(next, 'T09')).toEqual({
      task: 'T09',
      owner: 'delegate',
      state: 'open',
      dueOn: '2026-12-24',
      hardOn: '2027-02-10',
      wallOn: '2027-03-27',
    })
  })

  it('TRV-1 lets open later steps wait again while the desk has to look again; finished ones stay finished', () => {
    const tasks = [
      knownTask('T02', 'done'),
      knownTask('T03', 'done'),
      knownTask('T06', 'done'),
      knownTask('T07', 'open'),
    ]
    const visa = {
      ...requiredCase,
      state: 'letter_ready',
      letterOn: isoDate('2026-12-03'),
      waitingFor: 'dates_changed',
    }

    expect(statesOf({ ...plainTaskFacts, visa, tasks }, 'T03', 'T06', 'T07')).toEqual(['open', 'done', 'waiting'])
  })

  it('cancels what is open when the journey stops, and keeps what was done', () => {
    const tasks = [knownTask('T02', 'open'), knownTask('T16', 'done')]

    expect(statesOf({ ...plainTaskFacts, journeyState: 'stopped', tasks }, 'T02', 'T16', 'T05')).toEqual([
      'cancelled',
      'done',
      undefined,
    ])
  })
})

describe('reminders and people', () => {
  const open = knownTask('T02', 'open', { openedOn: isoDate('2026-12-01'), dueOn: isoDate('2026-12-06') })

  it('reminds on day 3 and 5 of a task that is open, by its due day', () => {
    const on = (today: string, task = open) => dueReminders({ ...plainTaskFacts, today: isoDate(today), tasks: [task] })

    expect(on('2026-12-03')).toEqual([])
    expect(on('2026-12-04')).toEqual([{ taskId: 'T02', schedule: 'd3', referenceOn: '2026-12-06' }])
    expect(on('2026-12-06')).toHaveLength(2)
    expect(on('2026-12-06', { ...open, state: 'done' })).toEqual([])
    expect(on('2026-12-06', { ...open, escalatedOn: isoDate('2026-12-06') })).toEqual([])
    expect(on('2027-04-17')).toEqual([])
  })

  it('TRV-3 hands a form four days overdue to the travel desk, not earlier and not twice', () => {
    const on = (today: string, task = open) =>
      dueEscalations({ ...plainTaskFacts, today: isoDate(today), tasks: [task] })

    expect(on('2026-12-09')).toEqual([])
    expect(on('2026-12-10')).toEqual([{ taskId: 'T02', to: 'travel_desk' }])
    expect(on('2026-12-10', { ...open, escalatedOn: isoDate('2026-12-10') })).toEqual([])
  })
})
