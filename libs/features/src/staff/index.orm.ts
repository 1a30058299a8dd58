export { hasRole, type StaffActor } from './staff/staff-actor.js'
