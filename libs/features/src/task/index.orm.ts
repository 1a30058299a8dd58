export { completeTask } from './complete-task.js'
export { type DueChange, type DueChanges, dueChanges } from './due-changes.js'
