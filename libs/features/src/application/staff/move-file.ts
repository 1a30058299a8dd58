import { Injectable } from '@nestjs/common'
import { applicationLifecycle, type ApplicationMove, type ApplicationState } from '#domain/application/lifecycle.js'
import type { Move, Role } from '#domain/lifecycle.js'
import { type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { moveApplication, type MoveRefusal } from '../move-application.js'
import { lockFile } from './lock-file.js'
import { Passing, type PassRefusal } from './screening/passing.js'
import { seeFile } from './see-file.js'

/** Moves one person may make alone from a screen. */
export const plainMoves = [
  'open_screening',
  'pass',
  'shortlist',
  'send_back',
  'unconfirm',
  'requeue',
  'promote',
] as const
export type PlainMove = (typeof plainMoves)[number]

/** Codes a single person may give with a move: why a confirmation is taken back; how fast an alternate must answer. */
export const moveReasons = ['asked_by_person', 'set_by_mistake', 'express'] as const
export type MoveReason = (typeof moveReasons)[number]

/** The role in which this person may make the move; undefined when none of theirs may. */
export function roleFor(actor: StaffActor, state: string, move: string): Role | undefined {
  const moves: Readonly<Record<string, Move>> = applicationLifecycle[state as ApplicationState]?.moves ?? {}
  return actor.roles.find((role) => moves[move]?.by.includes(role))
}

/** Moves of this list the person may make from the file's present state. */
export const openMoves = (actor: StaffActor, state: string): PlainMove[] =>
  plainMoves.filter((move) => roleFor(actor, state, move) !== undefined)

/** A move of the main line that needs no second person. */
@Injectable()
export class MoveFile {
  constructor(
    private readonly database: Database,
    private readonly passing: Passing,
  ) {}

  /**
   * Refuses: not_found, move_not_allowed, stale, held, no_place, conflict, second_person_missing, too_early,
   * reason_missing, and what stands in the way of passing.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    step: { readonly move: PlainMove; readonly version: number; readonly reason?: MoveReason },
  ): Promise<Outcome<{ state: string }, MoveRefusal | PassRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    const role = roleFor(actor, file.state, step.move)
    if (!role) return refuse('move_not_allowed')
    const move: ApplicationMove = step.move

    if (file.version !== step.version) return refuse('stale')
    const mayPass = move === 'pass' ? await this.gate(actor, applicationId) : null

    const { version: expected, reason } = step
    return this.database.transaction(async (tx) => {
      const problem = mayPass && (await mayPass(tx))
      return problem
        ? refuse(problem)
        : moveApplication(tx, { applicationId, move, role, actorId: actor.accountId, expected, reason })
    })
  }

  private async gate(actor: StaffActor, id: string): Promise<(tx: Tx) => Promise<PassRefusal | null>> {
    const looked = (await this.passing.look(actor))(id)
    return async (tx) => {
      await lockFile(tx, id)
      return this.passing.problem(tx, id, looked)
    }
  }
}
