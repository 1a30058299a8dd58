import type { Compartment } from '#domain/compartment.js'
import { codeCaseRoles } from '#domain/application/code-case.js'
import { type Role, roles } from '#domain/lifecycle.js'
import { earlyReadingRoles } from '#domain/review/phases.js'
import { noteTopicNames, noteTopics } from '#domain/message/note-topics.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { assignmentPermissions } from '../assignment/permissions.js'
import { approvalPermissions } from '../approval/permissions.js'
import { exportPermissions } from '../export/permissions.js'
import { accountPermissions, keepersOnly, pendingPermissions } from '../account/permissions.js'
import { decideManyPermissions } from '../decide-many/permissions.js'
import { cohortPermissions } from '../cohort/permissions.js'
import { deskPermissions } from '../desk/permissions.js'
import { revealPermissions } from '../reveal/permissions.js'
import { outsidePermissions } from '../outside/permissions.js'
import { spokenPermissions } from '../spoken/permissions.js'
import { callPermissions } from '../call-sheet/permissions.js'
import { restrictedPermissions } from '../restricted/permissions.js'
import { translationPermissions } from '../translation/permissions.js'
import { vettingPermissions } from '../vetting/permissions.js'
import { screeningPermissions } from '../screening/permissions.js'
import { waitlistPermissions } from '../waitlist/permissions.js'

const readers = ['reviewer', 'translator', 'vetting_lead', 'coordinator', 'board', 'security_officer'] as const
const writers = [...readers, 'travel_desk'] as const
const judges = ['coordinator', 'vetting_lead', 'board'] as const
const noteReaders = noteTopicNames.map((topic) => noteTopics[topic].role)
const assigners = ['coordinator', 'vetting_lead'] as const

/** Who passes the gate to which route; the use-cases behind them judge the object again. */
const permissions: Readonly<Record<string, readonly Role[]>> = {
  ...deskPermissions,
  ...assignmentPermissions,
  ...approvalPermissions,
  ...exportPermissions,
  ...decideManyPermissions,
  ...outsidePermissions,
  ...revealPermissions,
  ...spokenPermissions,
  ...vettingPermissions,
  ...callPermissions,
  ...screeningPermissions,
  ...waitlistPermissions,
  ...accountPermissions,
  ...restrictedPermissions,
  ...translationPermissions,
  ...cohortPermissions,
  'own-session.read': roles,
  'own-session.end': roles,
  'own-edition.choose': roles,
  'home.read': roles,
  'own-parked.read': writers,
  'own-parked.remove': writers,
  'application.list': readers,
  'application.open': readers,
  'application.move': judges,
  'application.ask': assigners,
  'conflict.answer': readers,
  'conflict.list': assigners,
  'conflict.pin': assigners,
  'conflict.rewrite': assigners,
  'exclusion.keep': [...assigners, 'admin'],
  'affiliation.keep': ['admin'],
  'own-affiliation.keep': readers,
  'review.save': ['reviewer'],
  'phases.change': ['vetting_lead'],
  'reading_time.change': earlyReadingRoles,
  'calibration.read': ['vetting_lead'],
  'calibration.mark': ['vetting_lead'],
  'severity.read': ['reviewer'],
  'opinion.ask': ['vetting_lead'],
  'review.reopen': ['vetting_lead'],
  'assignment.make': assigners,
  'assignment.plan': assigners,
  'reference.list': ['vetting_lead'],
  'reference.open': ['vetting_lead'],
  'reference.ask': ['vetting_lead'],
  'voucher.enter': ['vetting_lead'],
  'decision.propose': judges,
  'decision.second': judges,
  'decision.read-memo': ['vetting_lead'],
  'application.hold': ['security_officer'],
  'invitation.extend': ['coordinator'],
  'application.skip-screening': ['coordinator'],
  'nomination.list': ['coordinator'],
  'nomination.name': ['coordinator'],
  'nomination.open': ['coordinator'],
  'nomination.move': ['coordinator'],
  'nomination.invite': ['coordinator'],
  'partner.list': ['coordinator'],
  'partner.make': ['coordinator'],
  'partner.close': ['coordinator'],
  'edition.change-call': ['coordinator'],
  'danger-contact.keep': ['coordinator', 'security_officer'],
  'late-code.make': ['coordinator'],
  'note.read': noteReaders,
  'note.answer': noteReaders,
  'code-case.open': ['coordinator'],
  'code-case.list': codeCaseRoles,
  'code-case.confirm': codeCaseRoles,
  'code-case.issue': ['coordinator'],
  'code-case.end': ['coordinator', 'security_officer'],
  'board.read': judges,
  'wave.release': ['board'],
  'audit.read': ['auditor'],
  'keeper.list': [...judges, 'security_officer', 'data_protection_officer', 'admin'],
}

/** What somebody may use who holds no role today: they see that, and leave. */
const withoutRole: ReadonlySet<string> = new Set(['home.read', 'own-session.read', 'own-session.end', 'own-key.read'])

/** What only those pass to who keep this compartment: the keys of many files go through their hands. */
const kept: Readonly<Record<string, Compartment>> = { 'assignment.plan': 'profile' }

/** True when this person may use the permission: by their roles, by what they keep, and by a key that is signed. */
export const mayPass = (me: Pick<StaffActor, 'roles' | 'keeperOf' | 'isPending'>, permission: string): boolean => {
  if (me.isPending) return pendingPermissions.has(permission)
  if (keepersOnly.has(permission) && me.keeperOf.length === 0) return false
  if (me.roles.length === 0) return withoutRole.has(permission)
  const compartment = kept[permission]
  return mayUse(me.roles, permission) && (compartment === undefined || me.keeperOf.includes(compartment))
}

/** True when one of these roles may use the permission; an unknown one is nobody's. */
export const mayUse = (held: readonly Role[], permission: string): boolean =>
  permissions[permission]?.some((role) => held.includes(role)) ?? false
