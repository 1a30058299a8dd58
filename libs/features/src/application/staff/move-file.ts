import { Injectable } from '@nestjs/common'
import { applicationLifecycle, type ApplicationMove, type ApplicationState } from '#domain/application/lifecycle.js'
import type { Move, Role } from '#domain/lifecycle.js'
import { type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { moveApplication, type MoveRefusal } from '../move-application.js'
import { asTold } from './place/apart-holders.js'
import { lockToMove } from './lock-file.js'
import { Passing, passReasons, type PassRefusal } from './screening/passing.js'
import { secondProblem } from './screening/second-of-person.js'
import { seeFile } from './see-file.js'

/** Moves one person may make alone from a screen. */
export const plainMoves = ['open_screening', 'pass', 'shortlist', 'send_back', 'unconfirm', 'requeue'] as const
export type PlainMove = (typeof plainMoves)[number]

/** Codes a single person may give with a move: why a confirmation is taken back; why a file goes on though something is missing. */
export const moveReasons = ['asked_by_person', 'set_by_mistake', ...passReasons] as const
export type MoveReason = (typeof moveReasons)[number]

/** The role in which this person may make the move; undefined when none of theirs may. */
export function roleFor(actor: StaffActor, state: string, move: string): Role | undefined {
  const moves: Readonly<Record<string, Move>> = applicationLifecycle[state as ApplicationState]?.moves ?? {}
  return actor.roles.find((role) => moves[move]?.by.includes(role))
}

/** Moves of this list the person may make from the file's present state. */
export const openMoves = (actor: StaffActor, state: string): PlainMove[] =>
  plainMoves.filter((move) => roleFor(actor, state, move) !== undefined)

/** Moves that bring a file nearer to a place: not the later one of two that are one person's. */
const goesOn: ReadonlySet<PlainMove> = new Set(['pass', 'shortlist', 'requeue'])

export interface PlainStep {
  readonly move: PlainMove
  /** Of the file as the page showed it. */
  readonly version: number
  readonly reason?: MoveReason
}

/** A move of the main line that needs no second person. */
@Injectable()
export class MoveFile {
  constructor(
    private readonly database: Database,
    private readonly passing: Passing,
  ) {}

  /**
   * Refuses: not_found, move_not_allowed, stale, held, kept_apart, no_place, conflict, second_person_missing, too_early,
   * reason_missing, second_of_person, and what stands in the way of passing.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    step: PlainStep,
  ): Promise<Outcome<{ state: string }, MoveRefusal | 'kept_apart' | PassRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    const role = roleFor(actor, file.state, step.move)
    if (!role) return refuse('move_not_allowed')

    if (file.version !== step.version) return refuse('stale')
    const problemIn = await this.gate(actor, applicationId, step)

    const move: ApplicationMove = step.move
    const { version: expected, reason } = step
    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const problem = problemIn && (await problemIn(tx))
      if (problem) return refuse(problem)
      const asked = { applicationId, move, role, actorId: actor.accountId, expected, reason }
      return asTold(tx, actor, applicationId, await moveApplication(tx, asked))
    })
  }

  /** What is asked behind the file's lock before it goes on; null for moves that nothing is asked of. */
  private async gate(
    actor: StaffActor,
    id: string,
    { move, reason }: { readonly move: PlainMove; readonly reason?: MoveReason },
  ): Promise<((tx: Tx) => Promise<PassRefusal | null>) | null> {
    if (!goesOn.has(move)) return null
    const looked = move === 'pass' ? (await this.passing.look(actor))(id) : null
    return async (tx) => {
      const problem = looked ? await this.passing.problem(tx, id, looked, reason) : null
      // What was looked at is from before the lock.
      return problem ?? secondProblem(tx, actor, id)
    }
  }
}
