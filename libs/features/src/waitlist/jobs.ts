import { defineJob } from '#platform/queue/job.js'

export const passPlacesOn = defineJob({ name: 'waitlist.pass-places-on', queue: 'tasks', payload: {} })
export const askInterest = defineJob({ name: 'waitlist.ask-interest', queue: 'tasks', payload: {} })
