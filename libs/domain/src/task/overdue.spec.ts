import { describe, expect, it } from '@jest/globals'
import { knownTask, plainTaskFacts, requiredCase } from '#test/support/plain/task-facts.js'
import { addDays, isoDate } from '../calendar/iso-date.js'
import { dueEscalations, dueReminders } from './reminders.js'

const dueOn = isoDate('2026-12-20')
const visa = { ...requiredCase, state: 'lodged', lodgedOn: isoDate('2026-12-20') }

/** Day on which a task still open goes to somebody, counted from its due day, and to whom. */
const limits = [
  ['T02', 4, 'travel_desk'],
  ['T04', 14, 'travel_desk'],
  ['T06', 1, 'travel_desk'],
  ['T07', 4, 'travel_desk'],
  ['T12', 1, 'travel_desk'],
  ['T13', 1, 'travel_desk'],
  ['T21', 1, 'duty_officer'],
  ['T22', 1, 'duty_officer'],
  ['T23', 2, 'duty_officer'],
  ['T27', 2, 'travel_desk'],
  // By a day of their own: after the safe day, and 46 days after lodging.
  ['T09', 53, 'travel_desk'],
  ['T11', 46, 'travel_desk'],
] as const

describe.each(limits)('TRV-3 %s, open %i days after its due day,', (task, days, to) => {
  const on = (after: number, more: Parameters<typeof knownTask>[2] = {}) => ({
    ...plainTaskFacts,
    visa,
    today: addDays(dueOn, after),
    tasks: [knownTask(task, 'open', { dueOn, ...more })],
  })

  it('goes to a person, not a day earlier', () => {
    expect(dueEscalations(on(days - 1))).toEqual([])
    expect(dueEscalations(on(days))).toEqual([{ taskId: task, to }])
    expect(dueEscalations(on(days + 1))).toEqual([{ taskId: task, to }])
  })

  it('goes there once, and its owner is not reminded any more', () => {
    const handed = on(days + 7, { escalatedOn: addDays(dueOn, days) })

    expect(dueEscalations(handed)).toEqual([])
    expect(dueReminders(handed)).toEqual([])
  })
})
