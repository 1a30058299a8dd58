import { addDays, type IsoDate } from '../calendar/iso-date.js'
import type { Role } from '../lifecycle.js'
import { isLive, type KnownTask, type TaskFacts } from './facts.js'
import { ruleOf } from './rules.js'

/** A reminder that has come due: its schedule's name, and the day it counts by, so that a moved day arms it once more. */
export interface DueReminder {
  readonly taskId: string
  readonly schedule: string
  readonly referenceOn: IsoDate
}

/**
 * Reminders of the person's own open tasks due by today; none of a task that a person has taken over, none once the
 * place is given back or the journey stopped, even before its tasks are cancelled.
 */
export function dueReminders(facts: TaskFacts): DueReminder[] {
  if (!isLive(facts) || facts.today > facts.departureOn) return []
  return facts.tasks
    .filter((task) => task.owner === 'delegate' && task.state === 'open' && !task.escalatedOn)
    .flatMap((task) => schedulesDue(task, facts.today))
}

function schedulesDue({ id, task, openedOn, dueOn }: KnownTask, today: IsoDate): DueReminder[] {
  const remind = ruleOf(task)?.remind
  if (!remind || !dueOn || !openedOn) return []
  const [first, step] = remind.everyFrom ?? [0, 0]
  const repeated = step > 0 ? everyFrom(first, step, openedOn, today) : []
  const after = [...(remind.after ?? []), ...repeated].filter((days) => addDays(openedOn, days) <= today)
  const before = (remind.before ?? []).filter((days) => addDays(dueOn, -days) <= today)
  const names = [...after.map((days) => `d${days}`), ...before.map((days) => `due-${days}`)]

  return names.map((schedule) => ({ taskId: id, schedule, referenceOn: dueOn }))
}

/** first, first + step … as far as today. */
function everyFrom(first: number, step: number, openedOn: IsoDate, today: IsoDate): number[] {
  const days: number[] = []
  for (let day = first; addDays(openedOn, day) <= today; day += step) days.push(day)
  return days
}

export interface Escalation {
  readonly taskId: string
  readonly to: Role
}

/** Open tasks that are over their limit and go to a person now. */
export const dueEscalations = (facts: TaskFacts): Escalation[] =>
  facts.tasks.flatMap((task) => {
    const rule = ruleOf(task.task)?.escalate
    if (!rule || task.state !== 'open' || task.escalatedOn || !task.dueOn) return []
    const on = rule.on ? rule.on(facts) : addDays(task.dueOn, rule.days ?? 0)

    return on && facts.today >= on && (rule.on || facts.today > task.dueOn) ? [{ taskId: task.id, to: rule.to }] : []
  })
