import { describe, expect, it } from '@jest/globals'
import { dueTask, knownTask, plainTaskFacts, requiredCase } from '#test/support/plain/task-facts.js'
import { isoDate } from '../calendar/iso-date.js'
import type { KnownTask, TaskFacts, VisaFacts } from './facts.js'
import { taskRules } from './rules.js'

const day = isoDate('2026-12-03')
const names = Object.keys(taskRules)

/** Everything is done, and the visa is in the passport. */
const complete: TaskFacts = {
  ...plainTaskFacts,
  today: isoDate('2027-04-17'),
  visa: {
    ...requiredCase,
    state: 'sticker_ok',
    letterOn: day,
    appointmentOn: day,
    lodgedOn: day,
    decidedOn: day,
  },
  tasks: names.map((task) => knownTask(task, 'done')),
}

/** The facts that finish a task on their own, taken back. */
const factsGone: Readonly<Record<string, Partial<VisaFacts>>> = {
  T03: { waitingFor: 'dates_changed' },
  T06: { letterOn: null },
  T07: { appointmentOn: null },
  T09: { lodgedOn: null },
  T11: { decidedOn: null },
  T12: { state: 'issued' },
}

/** The same with some tasks in another state, and the facts they rest on gone. */
function having(state: KnownTask['state'], tasks: readonly string[], facts: TaskFacts = complete): TaskFacts {
  const gone: Partial<VisaFacts> = Object.assign({}, ...tasks.map((task) => factsGone[task] ?? {}))

  return {
    ...facts,
    visa: { ...facts.visa, ...gone },
    tasks: facts.tasks.map((known) => (tasks.includes(known.task) ? knownTask(known.task, state) : known)),
  }
}

const steps = [
  ['T03', 'T02'],
  ['T06', 'T03'],
  ['T07', 'T06'],
  ['T08', 'T06'],
  ['T09', 'T07'],
  ['T27', 'T07'],
  ['T10', 'T09'],
  ['T11', 'T09'],
  ['T17', 'T02'],
  ['T19', 'T10'],
  ['T20', 'T10'],
  ['T20', 'T12'],
  ['T21', 'T10'],
  ['T22', 'T21'],
  ['T25', 'T23'],
] as const

describe.each(steps)('TRV-1 %s follows %s', (task, before) => {
  it('and waits until that is done', () => {
    expect(dueTask(having('waiting', [task, before]), task)).toMatchObject({ state: 'waiting', dueOn: null })
  })

  it('and opens when that is done', () => {
    expect(dueTask(having('waiting', [task]), task)?.state).toBe('open')
  })

  it('and opens when that is waived', () => {
    const waived = having('waived', [before])
    const tasks = waived.tasks.map((known) => (known.task === before ? { ...known, doneOn: day } : known))

    expect(dueTask(having('waiting', [task], { ...complete, tasks }), task)?.state).toBe('open')
  })

  it('and waits again when that is reopened', () => {
    expect(dueTask(having('open', [task, before]), task)).toMatchObject({ state: 'waiting', dueOn: null })
  })

  it('and stays finished when that is reopened', () => {
    expect(dueTask(having('open', [before]), task)?.state).toBe('done')
  })
})

describe('TRV-1 the sequence as a whole', () => {
  it('ends with nothing open', () => {
    const left = names.filter((task) => ['open', 'waiting'].includes(dueTask(complete, task)?.state ?? ''))

    expect(left).toEqual([])
  })

  it('asks only for what can be done at once when a place is confirmed', () => {
    const open = names.filter((task) => dueTask(plainTaskFacts, task)?.state === 'open')

    expect(open).toEqual(['T02', 'T05', 'T16', 'T18'])
  })

  it('keeps what was waived, whatever the facts say', () => {
    const waived = having('waived', names)

    expect(names.filter((task) => dueTask({ ...waived, visa: complete.visa }, task)?.state === 'open')).toEqual([])
  })
})
