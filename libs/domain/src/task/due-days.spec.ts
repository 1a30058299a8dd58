import { describe, expect, it } from '@jest/globals'
import { dueTask, knownTask, plainTaskFacts, requiredCase } from '#test/support/plain/task-facts.js'
import { addDays, daysBetween, type IsoDate, isoDate } from '../calendar/iso-date.js'
import { lodgingDays } from '../visa/check/lodging.js'
import { shippedRules } from '../visa/rule-set.js'
import { dueTasks } from './due-tasks.js'
import type { TaskFacts, VisaFacts } from './facts.js'
import { dueReminders } from './reminders.js'
import { type TaskRule, taskRules } from './rules.js'

const names = Object.keys(taskRules) as (keyof typeof taskRules)[]
/** Days the catalogue gives at least; two where it says nothing. */
const least: Readonly<Record<string, number>> = { T12: 1, T13: 1, T21: 0, T22: 0 }

const states: readonly Partial<VisaFacts>[] = [
  { path: 'not_required', state: 'not_required' },
  { path: 'manual', state: 'manual' },
  { path: 'required', state: 'appointment' },
  { path: 'required', state: 'issued' },
  { path: 'required', state: 'refused' },
]

/** Everything before it was done on one day, however late. */
const doneBy = (day: IsoDate, state: Partial<VisaFacts>): TaskFacts => ({
  ...plainTaskFacts,
  today: day,
  confirmedOn: day,
  releasedOn: day,
  visa: {
    ...requiredCase,
    flags: ['passport'],
    assessedOn: day,
    letterOn: day,
    appointmentOn: day,
    lodgedOn: day,
    decidedOn: day,
    ...state,
  },
  tasks: names.map((task) => knownTask(task, 'done', { doneOn: day })),
})
const triggers = Array.from({ length: 160 }, (_, index) => addDays(isoDate('2026-11-22'), index))
const plans = triggers
  .flatMap((day) => states.map((state) => doneBy(day, state)))
  .map((facts) => ({ facts, plan: new Map(dueTasks(facts).map((one) => [one.task, one.dueOn])) }))

describe.each(names)('TRV-2 %s', (task) => {
  it('is never due earlier than its trigger and the least days', () => {
    const rule: TaskRule = taskRules[task]
    const margins = plans.flatMap(({ facts, plan }) => {
      const [from, dueOn] = [rule.from(facts), plan.get(task)]

      return from && dueOn ? [daysBetween(from, dueOn)] : []
    })

    expect(margins.length).toBeGreaterThan(0)
    expect(margins.filter((margin) => margin < (least[task] ?? 2))).toEqual([])
  })
})

const arrivingOn = (arrivalOn: IsoDate): TaskFacts => {
  const { earliest_lodge, latest_lodge_safe, latest_lodge_legal } = lodgingDays(arrivalOn, arrivalOn, shippedRules)
  const visa = { earliestOn: earliest_lodge, safeOn: latest_lodge_safe, legalOn: latest_lodge_legal }

  return {
    ...doneBy(isoDate('2026-12-01'), { path: 'required', state: 'letter_ready', ...visa }),
    arrivalOn,
    departureOn: addDays(arrivalOn, 5),
  }
}
const dueDays = (facts: TaskFacts) =>
  Object.fromEntries(dueTasks(facts).map(({ task, dueOn, hardOn, wallOn }) => [task, [dueOn, hardOn, wallOn]]))

describe('TRV-2 days that move', () => {
  it('a week later for the event is a week later for what hangs on it, and nothing else', () => {
    const before = dueDays(arrivingOn(isoDate('2027-04-11')))
    const after = dueDays(arrivingOn(isoDate('2027-04-18')))
    const moved = Object.keys(before).filter((task) => before[task]?.[0] !== after[task]?.[0])

    expect(moved).toEqual(['T04', 'T05', 'T10', 'T16', 'T17', 'T18', 'T19', 'T20', 'T21', 'T22'])
    expect(
      moved.filter((task) => daysBetween(isoDate(before[task]?.[0] ?? ''), isoDate(after[task]?.[0] ?? '')) !== 7),
    ).toEqual([])
    expect([before.T09, after.T09]).toEqual([
      ['2026-12-22', '2027-02-10', '2027-03-27'],
      ['2026-12-22', '2027-02-17', '2027-04-03'],
    ])
  })

  it('with the letter come three weeks for lodging, as early as allowed and never after the safe day', () => {
    const letterOn = (day: string, earliestOn = '2026-10-11') =>
      dueTask(
        {
          ...plainTaskFacts,
          visa: { ...requiredCase, earliestOn: isoDate(earliestOn), letterOn: isoDate(day) },
          tasks: [knownTask('T07', 'done')],
        },
        'T09',
      )?.dueOn

    expect(letterOn('2026-12-03')).toBe('2026-12-24')
    expect(letterOn('2026-12-03', '2027-01-11')).toBe('2027-01-11')
    expect(letterOn('2027-01-20')).toBe('2027-02-10')
    expect(letterOn('2027-01-21')).toBe('2027-02-10')
  })

  it.each([
    ['2027-01-15', '2027-01-16'],
    ['2027-01-16', '2027-01-16'],
    ['2027-01-17', '2027-01-23'],
    ['2027-01-30', '2027-01-30'],
    ['2027-02-07', '2027-02-13'],
    ['2027-02-14', '2027-02-15'],
    ['2027-03-01', '2027-02-15'],
  ])('on %s the next look at a case lodged on 1 January is %s', (today, dueOn) => {
    const visa = { ...requiredCase, state: 'lodged', lodgedOn: isoDate('2027-01-01') }

    expect(dueTask({ ...plainTaskFacts, today: isoDate(today), visa }, 'T11')?.dueOn).toBe(dueOn)
  })

  it('LET-14 the wall of a refusal is 21 days from the day it was received', () => {
    const visa = { ...requiredCase, state: 'refused', decidedOn: isoDate('2027-03-01') }

    expect(dueTask({ ...plainTaskFacts, visa }, 'T13')).toMatchObject({ dueOn: '2027-03-02', hardOn: '2027-03-22' })
  })
})

describe('TRV-2 reminders', () => {
  const at = (days: number, task: string, more: Parameters<typeof knownTask>[2] = {}) =>
    dueReminders({
      ...plainTaskFacts,
      today: addDays(isoDate('2026-12-01'), days),
      tasks: [knownTask(task, 'open', { dueOn: isoDate('2026-12-11'), ...more })],
    }).map(({ schedule }) => schedule)

  it.each([
    ['T02', { 2: [], 3: ['d3'], 4: ['d3'], 5: ['d3', 'd5'], 30: ['d3', 'd5'] }],
    ['T04', { 6: [], 7: ['d7'], 13: ['d7'], 14: ['d7', 'd14'], 21: ['d7', 'd14', 'd21'] }],
    ['T07', { 1: [], 2: ['d2'], 4: ['d2'], 5: ['d2', 'd5'], 8: ['d2', 'd5', 'd8'], 10: ['d2', 'd5', 'd8'] }],
    ['T09', { 2: [], 3: ['due-7'], 8: ['due-7'], 9: ['due-7', 'due-1'], 12: ['due-7', 'due-1'] }],
    ['T12', { 0: [], 1: ['d1'], 5: ['d1'] }],
    ['T21', { 0: [], 60: [] }],
  ])('of %s fall due on their days', (task, expected) => {
    const found = Object.keys(expected).map((days) => [days, at(Number(days), task)])

    expect(found).toEqual(Object.entries(expected))
  })

  it('are armed once more by a moved day, under the same names', () => {
    const of = (dueOn: string) =>
      dueReminders({
        ...plainTaskFacts,
        today: isoDate('2026-12-04'),
        tasks: [knownTask('T02', 'open', { dueOn: isoDate(dueOn) })],
      })

    expect(of('2026-12-06')).toEqual(of('2026-12-06'))
    expect([...of('2026-12-06'), ...of('2026-12-09')]).toEqual([
      { taskId: 'T02', schedule: 'd3', referenceOn: '2026-12-06' },
      { taskId: 'T02', schedule: 'd3', referenceOn: '2026-12-09' },
    ])
  })

  const open = [knownTask('T02', 'open'), knownTask('T04', 'open')]
  const today = isoDate('2026-12-20')

  it.each(['waiting', 'done', 'waived', 'cancelled'] as const)('are none of what is %s', (state) => {
    const tasks = open.map(({ task }) => knownTask(task, state))

    expect(dueReminders({ ...plainTaskFacts, today, tasks: open })).not.toEqual([])
    expect(dueReminders({ ...plainTaskFacts, today, tasks })).toEqual([])
  })

  it.each([
    ...['withdrawn', 'declined', 'cancelled', 'expired'].map((applicationState) => ({ applicationState })),
    ...['stopped', 'remote', 'no_show', 'closed'].map((journeyState) => ({ journeyState })),
  ])('are none for %p, even before the tasks are cancelled', (change) => {
    expect(dueReminders({ ...plainTaskFacts, ...change, today, tasks: open })).toEqual([])
    expect(dueTasks({ ...plainTaskFacts, ...change, tasks: open }).map(({ state }) => state)).toEqual([
      'cancelled',
      'cancelled',
    ])
  })

  it.each([
    ['2027-04-15', true],
    ['2027-04-16', true],
    ['2027-04-17', false],
  ])('on %s, with the departure on 16 April: %s', (day, isReminded) => {
    expect(dueReminders({ ...plainTaskFacts, today: isoDate(day), tasks: open }).length > 0).toBe(isReminded)
  })

  it('are none of a task of the desk', () => {
    const tasks = [knownTask('T02', 'open', { owner: 'travel_desk' })]

    expect(dueReminders({ ...plainTaskFacts, today, tasks })).toEqual([])
  })
})
