import { applicationLifecycle, type ApplicationMove } from '#domain/application/lifecycle.js'
import type { Move } from '#domain/lifecycle.js'

const rowsOf = (): Readonly<Record<string, Move>>[] => Object.values(applicationLifecycle).map(({ moves }) => moves)

/** Roles that may make a move, whatever state it starts from. */
export const rolesFor = (move: ApplicationMove): readonly string[] =>
  rowsOf()
    .map((moves) => moves[move]?.by)
    .find((by) => by !== undefined) ?? []

/** Roles that may put a move forward: those that may make it, unless it is for one of them alone to ask. */
export const proposersFor = (move: ApplicationMove): readonly string[] =>
  rowsOf()
    .map((moves) => moves[move]?.proposedBy)
    .find((by) => by !== undefined) ?? rolesFor(move)

/** Roles that besides may put a move forward once nobody has reached the invited person for the edition's days. */
export const unreachedProposersFor = (move: ApplicationMove): readonly string[] =>
  rowsOf().flatMap((moves) => moves[move]?.unreachedBy ?? [])
