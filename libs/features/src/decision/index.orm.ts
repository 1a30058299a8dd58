export { agree, askApproval, setDigest, takeApproval } from './staff/approvals.js'
export { DecideMany, type ManyRefusal } from './staff/many/decide-many.js'
export type { DryRun, ManyMove } from './staff/many/dry-run.js'
export { type Places, ReadPlaces } from './staff/read-places.js'
