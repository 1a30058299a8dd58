import { defineJob } from '#platform/queue/job.js'

export const expireReferences = defineJob({ name: 'reference.expire', queue: 'tasks', payload: {} })
export const remindReferees = defineJob({ name: 'reference.remind', queue: 'tasks', payload: {} })
