import { defineJob } from '#platform/queue/job.js'

export const endRoles = defineJob({ name: 'staff.end-roles', queue: 'tasks', payload: {} })
