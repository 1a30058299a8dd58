import { describe, expect, it } from '@jest/globals'
import { compartments } from '../compartment.js'
import { grantProblem, staffRoles } from './grants.js'

const pairs = staffRoles.flatMap((a, i) => staffRoles.slice(i + 1).map((b) => [a, b] as const))
const problemOf = (roles: readonly string[]) =>
  pairs.filter(([a, b]) => roles.includes(grantProblem([a, b], []) ?? '')).map((pair) => pair.join('+'))

describe('roles in one hand', () => {
  it('are each fine alone', () => {
    expect(staffRoles.map((role) => grantProblem([role], []))).toEqual(staffRoles.map(() => null))
  })

  it('never join risk and identity', () => {
    expect(problemOf(['risk_and_identity'])).toEqual([
      'vetting_lead+travel_desk',
      'coordinator+travel_desk',
      'security_officer+travel_desk',
    ])
  })

  it('leave the admin without anything to read', () => {
    expect(problemOf(['admin_reads_nothing'])).toEqual(
      [
        'reviewer',
        'vetting_lead',
        'coordinator',
        'board',
        'security_officer',
        'travel_desk',
        'care',
        'duty_officer',
        'events',
        'translator',
        'finance',
      ].map((role) => `${role}+admin`),
    )
    expect(grantProblem(['admin', 'auditor', 'data_protection_officer'], [])).toBeNull()
    expect(compartments.map((name) => grantProblem(['admin'], [name]))).toEqual(
      compartments.map(() => 'admin_reads_nothing'),
    )
  })

  it('count what is kept like what a role reads', () => {
    expect([grantProblem(['finance'], ['identity']), grantProblem(['security_officer'], ['identity'])]).toEqual([
      null,
      'risk_and_identity',
    ])
  })
})
