import type { Role } from '../lifecycle.js'

export interface ApprovalKind {
  /** Roles of which one person asks and another agrees; keepers are those who keep a compartment, whatever their role. */
  readonly by: readonly Role[] | 'keepers'
  /** Agreed to on a page of its own: the list names it and has no button. */
  readonly isJudgedElsewhere?: true
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
} as const satisfies Readonly<Record<string, ApprovalKind>>

export type ApprovalKindName = keyof typeof approvalKinds

/** The kind of this name, or undefined for one that is not in the table. */
export const approvalKind = (name: string): ApprovalKind | undefined =>
  Object.hasOwn(approvalKinds, name) ? approvalKinds[name as ApprovalKindName] : undefined

/** True for who may ask for an act of this kind, and so may agree to another's. */
export function mayApprove(
  name: string,
  who: { readonly roles: readonly Role[]; readonly keeperOf: readonly string[] },
): boolean {
  const by = approvalKind(name)?.by
  if (by === undefined) return false

  return by === 'keepers' ? who.keeperOf.length > 0 : by.some((role) => who.roles.includes(role))
}

/** Every role some kind names, in the order of the table. */
export const approvalRoles: readonly Role[] = [
  ...new Set(Object.values<ApprovalKind>(approvalKinds).flatMap(({ by }) => (by === 'keepers' ? [] : by))),
]
