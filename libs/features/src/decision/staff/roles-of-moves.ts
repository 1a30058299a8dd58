import { applicationLifecycle, type ApplicationMove } from '#domain/application/lifecycle.js'
import type { Move } from '#domain/lifecycle.js'

const rowsOf = (): Readonly<Record<string, Move>>[] => Object.values(applicationLifecycle).map(({ moves }) => moves)

const found = (move: ApplicationMove, column: 'by' | 'proposedBy' | 'restrictedBy') =>
  rowsOf()
    .map((moves) => moves[move]?.[column])
    .find((roles) => roles !== undefined)

/** Roles that may make a move, whatever state it starts from; `isRestricted`: also those who decide for a file nobody else sees. */
export const rolesFor = (move: ApplicationMove, { isRestricted = false } = {}): readonly string[] => [
  ...(found(move, 'by') ?? []),
  ...((isRestricted && found(move, 'restrictedBy')) || []),
]

/** Roles that may put a move forward: those that may make it, unless it is for one of them alone to ask. */
export const proposersFor = (move: ApplicationMove, file: { isRestricted?: boolean } = {}): readonly string[] =>
  found(move, 'proposedBy') ?? rolesFor(move, file)

/** Roles that besides may put a move forward once nobody has reached the invited person for the edition's days. */
export const unreachedProposersFor = (move: ApplicationMove): readonly string[] =>
  rowsOf().flatMap((moves) => moves[move]?.unreachedBy ?? [])

/** Roles that may take a decision back: who puts it forward, who makes its move, and of a restricted file those who decide it. */
export const takersFor = (move: ApplicationMove, file: { readonly isRestricted: boolean }): readonly string[] => [
  ...proposersFor(move),
  ...rolesFor(move),
  ...(file.isRestricted
    ? rowsOf().flatMap((moves) => Object.values(moves).flatMap((one) => one.restrictedBy ?? []))
    : []),
]
