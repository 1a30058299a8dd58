import type { NewColleague } from '#features/staff/cli/local-staff.js'

/** A small team: two people for each act that needs two, and nobody with both `risk` and `identity`. */
export const colleagues: readonly NewColleague[] = [
  {
    login: 'coordinator',
    displayName: 'Coordinator',
    roles: ['coordinator'],
    keeperOf: ['contact', 'profile', 'balance'],
  },
  { login: 'coordinator-2', displayName: 'Coordinator 2', roles: ['coordinator'], keeperOf: ['contact', 'profile'] },
  { login: 'lead', displayName: 'Vetting lead', roles: ['vetting_lead'], keeperOf: ['profile', 'risk', 'references'] },
  { login: 'lead-2', displayName: 'Vetting lead 2', roles: ['vetting_lead'], keeperOf: ['references'] },
  { login: 'reader-1', displayName: 'Reader 1', roles: ['reviewer'] },
  { login: 'reader-2', displayName: 'Reader 2', roles: ['reviewer'] },
  { login: 'reader-3', displayName: 'Reader 3', roles: ['reviewer'] },
  { login: 'board-1', displayName: 'Board 1', roles: ['board'], keeperOf: ['balance'] },
  { login: 'board-2', displayName: 'Board 2', roles: ['board'], keeperOf: ['balance'] },
  { login: 'security', displayName: 'Security officer', roles: ['security_officer'], keeperOf: ['risk'] },
  { login: 'desk', displayName: 'Travel desk', roles: ['travel_desk'], keeperOf: ['identity', 'travel'] },
  { login: 'auditor', displayName: 'Auditor', roles: ['auditor'] },
]
