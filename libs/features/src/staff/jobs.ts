import { defineJob } from '#platform/queue/job.js'

export const endRoles = defineJob({ name: 'staff.end-roles', queue: 'tasks', payload: {} })
export const tellStaff = defineJob({ name: 'staff.tell', queue: 'tasks', payload: {} })
