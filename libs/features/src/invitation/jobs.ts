import { defineJob } from '#platform/queue/job.js'

export const expireInvitations = defineJob({ name: 'invitation.expire', queue: 'tasks', payload: {} })
export const remindInvited = defineJob({ name: 'invitation.remind', queue: 'tasks', payload: {} })
