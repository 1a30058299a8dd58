export { SessionSheet } from './staff/session-sheet.js'
export { hasRole, type StaffActor } from './staff/staff-actor.js'
export { StepUpWindow } from './staff/step-up-window.js'
