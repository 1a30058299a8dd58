import { addDays, type IsoDate, latest } from '../calendar/iso-date.js'
import { isLive, type TaskFacts } from './facts.js'
import type { TaskState } from './lifecycle.js'
import { type TaskRule, taskRules } from './rules.js'

/** What a task should be by now. */
export interface DueTask {
  readonly task: string
  readonly owner: string
  readonly state: TaskState
  readonly dueOn: IsoDate | null
  readonly hardOn: IsoDate | null
  readonly wallOn: IsoDate | null
}

const usualLeastDays = 2

/**
 * Every task of a participation with its state and days, as they follow from the facts of today. What was done stays
 * done, unless the fact it rests on is gone; what is open waits again when something before it does.
 */
export function dueTasks(facts: TaskFacts): DueTask[] {
  const live = isLive(facts)
  return Object.entries(taskRules as Readonly<Record<string, TaskRule>>).flatMap(([task, rule]) => {
    const known = facts.tasks.find((one) => one.task === task)?.state
    const exists = live && (rule.applies?.(facts) ?? true)
    if (!exists && known === undefined) return []
    const from = rule.from(facts)
    const state = exists ? stateOf(rule, facts, from, known) : cancelled(known)

    return [{ task, owner: rule.owner, state, ...daysOf(rule, facts, from) }]
  })
}

const isClosed = (state: TaskState | undefined): state is 'done' | 'waived' => state === 'done' || state === 'waived'
const cancelled = (known: TaskState | undefined): TaskState => (isClosed(known) ? known : 'cancelled')

function stateOf(rule: TaskRule, facts: TaskFacts, from: IsoDate | null, known: TaskState | undefined): TaskState {
  if (rule.isDone?.(facts)) return known === 'waived' ? 'waived' : 'done'
  if (isClosed(known) && !(rule.isDone && isReopened(facts, rule))) return known

  return from ? 'open' : 'waiting'
}

/** Only the desk's own answer is taken back by a fact: the case stands on its list again. */
const isReopened = (facts: TaskFacts, rule: TaskRule): boolean =>
  rule === taskRules.T03 && facts.visa.waitingFor !== null

function daysOf(rule: TaskRule, facts: TaskFacts, from: IsoDate | null): Pick<DueTask, 'dueOn' | 'hardOn' | 'wallOn'> {
  if (!from) return { dueOn: null, hardOn: null, wallOn: null }
  const least = addDays(from, rule.leastDays ?? usualLeastDays)

  return {
    dueOn: latest([rule.due(facts, from), least]),
    hardOn: rule.hard?.(facts) ?? null,
    wallOn: rule.wall?.(facts) ?? null,
  }
}
