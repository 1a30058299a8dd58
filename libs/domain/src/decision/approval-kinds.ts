import type { Role } from '../lifecycle.js'

export interface ApprovalKind {
  /** Roles of which one person asks and another agrees; keepers are those who keep a compartment, whatever their role. */
  readonly by: readonly Role[] | 'keepers'
  /** Agreed to on a page of its own: the list names it and has no button. */
  readonly isJudgedElsewhere?: true
  /** Roles that may ask, where others than those who agree do. */
  readonly askedBy?: readonly Role[]
  /** Agreed to within five minutes of a second sign-in. */
  readonly takesStepUp?: true
}

/** Acts of two people that move no file. A kind that is not listed cannot be asked for. */
export const approvalKinds = {
  lift_restriction: { by: ['vetting_lead'] },
  export: { by: ['coordinator'], takesStepUp: true },
  // Asked for on the page of the file and answered by who keeps the compartment.
  reveal_identity: { by: 'keepers', isJudgedElsewhere: true },
  key_signing: { by: 'keepers', isJudgedElsewhere: true },
  bulk_decision: { by: ['board'] },
  // As many files again as one person opens in a day, for today.
  more_openings: {
    by: ['vetting_lead', 'coordinator'],
    askedBy: ['reviewer', 'translator', 'vetting_lead', 'coordinator', 'board', 'security_officer'],
  },
} as const satisfies Readonly<Record<string, ApprovalKind>>

export type ApprovalKindName = keyof typeof approvalKinds

/** The kind of this name, or undefined for one that is not in the table. */
export const approvalKind = (name: string): ApprovalKind | undefined =>
  Object.hasOwn(approvalKinds, name) ? approvalKinds[name as ApprovalKindName] : undefined

interface Who {
  readonly roles: readonly Role[]
  readonly keeperOf: readonly string[]
}

/** True for who may ask for an act of this kind. */
export function mayAsk(name: string, who: Who): boolean {
  const askedBy = approvalKind(name)?.askedBy

  return askedBy ? askedBy.some((role) => who.roles.includes(role)) : mayApprove(name, who)
}

/** True for who may agree to another's act of this kind. */
export function mayApprove(name: string, who: Who): boolean {
  const by = approvalKind(name)?.by
  if (by === undefined) return false

  return by === 'keepers' ? who.keeperOf.length > 0 : by.some((role) => who.roles.includes(role))
}

/** Every role some kind names, in the order of the table. */
export const approvalRoles: readonly Role[] = [
  ...new Set(Object.values<ApprovalKind>(approvalKinds).flatMap(({ by }) => (by === 'keepers' ? [] : by))),
]
