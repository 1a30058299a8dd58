import { defineJob } from '#platform/queue/job.js'

export const askForRuleCheck = defineJob({ name: 'rules.stale', queue: 'upkeep', payload: {} })
