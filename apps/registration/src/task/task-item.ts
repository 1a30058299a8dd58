import type { OwnTask } from '#features/application/registration/read-home.js'
import type { TaskItem } from '#ui/task-list.js'
import type { Words } from '#words/index.js'
import { type Paths, pathsFor } from '../paths.js'

/** Tasks that a form of ours closes; the rest the delegate ticks. */
const forms: Readonly<Record<string, (paths: Paths) => string>> = {
  T01: (paths) => paths.reply,
  T02: (paths) => paths.travelPapers,
}

export const openTasks = (tasks: readonly OwnTask[]): OwnTask[] => tasks.filter(({ state }) => state === 'open')

/** True when the delegate says by a button that it is done. */
export const isTicked = ({ task, state }: OwnTask): boolean => state === 'open' && !(task in forms)

export function taskItem(words: Words, { id, task, state, dueOn }: OwnTask, now: Date): TaskItem {
  const isOverdue = state === 'open' && dueOn !== null && dueOn < now.toISOString().slice(0, 10)
  const due = dueOn === null ? undefined : words(isOverdue ? 'tasks.overdue' : 'tasks.due', { date: words.date(dueOn) })

  return {
    id,
    title: words.find(`task.${task}.title`) ?? words('tasks.title'),
    href: state === 'open' ? forms[task]?.(pathsFor(words.lang)) : undefined,
    text: words.find(`task.${task}.text`),
    state: words(`task.state.${state}`),
    tone: state === 'done' ? 'done' : isOverdue ? 'wrong' : 'now',
    note: state === 'open' ? due : undefined,
  }
}
