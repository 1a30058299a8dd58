import type { Role } from '#domain/lifecycle.js'

/** Who passes the gate to the vetting desk; the use-cases behind it judge the object again. */
export const vettingPermissions = {
  'vetting.list': ['vetting_lead'],
  'vetting.open': ['vetting_lead', 'security_officer'],
  'check.record': ['vetting_lead'],
  'check.look': ['vetting_lead'],
  'travel_document.pass': ['vetting_lead'],
  'harm.judge': ['vetting_lead', 'security_officer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
