import type { Role } from '#domain/lifecycle.js'

const desk = ['travel_desk'] as const
const taskOwners = [
  'travel_desk',
  'coordinator',
  'security_officer',
  'care',
  'finance',
  'events',
  'duty_officer',
] as const

const everybody = [...taskOwners, 'vetting_lead', 'board', 'reviewer', 'translator', 'admin'] as const

/** Who passes the gate to these routes; the use-cases behind them judge the object again. */
export const deskPermissions = {
  'visa-case.list': desk,
  'visa-case.read': desk,
  'visa-case.record': desk,
  'visa-case.open': desk,
  'visa-case.confirm': desk,
  // For travel forms, and before accounts, roles and keys are changed.
  'own-session.step-up': [...everybody, 'data_protection_officer'],
  'task.list': taskOwners,
  'task.close': taskOwners,
  'waiting.list': everybody,
  'waiting.end': everybody,
  'edition.change-dates': ['coordinator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
