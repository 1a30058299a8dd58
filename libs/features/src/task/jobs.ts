import { defineJob } from '#platform/queue/job.js'

export const recomputeTasks = defineJob({
  name: 'task.recompute',
  queue: 'tasks',
  payload: { participationId: 'uuid' },
})
export const sweepTasks = defineJob({ name: 'task.sweep', queue: 'tasks', payload: {} })
export const remindPeople = defineJob({ name: 'task.remind', queue: 'tasks', payload: {} })
export const escalateTasks = defineJob({ name: 'task.escalate', queue: 'tasks', payload: {} })
export const digestStaff = defineJob({ name: 'staff.digest', queue: 'tasks', payload: {} })
