import { defineJob } from '#platform/queue/job.js'

export const endReveals = defineJob({ name: 'reveal.end', queue: 'upkeep', payload: {} })
