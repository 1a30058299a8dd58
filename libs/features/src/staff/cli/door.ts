/** Sign-in as the staff pages have it, for the operator's demonstration. */
export { SignInStaff } from '../staff/sign-in-staff.js'
export type { StaffActor } from '../staff/staff-actor.js'
export { SessionMemory } from '../staff/session-memory.js'
export { StaffSessions } from '../staff/staff-sessions.js'
export { StepUp } from '../staff/step-up.js'
export { StepUpWindow } from '../staff/step-up-window.js'
export { localActors } from './local-actor.js'
