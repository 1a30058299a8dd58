import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from './applicant-session.js'
import { formVersion } from './seal-as-read.js'

/** What the applicant may do with the file: leave it, or answer an invitation. */
export type OwnMove = 'withdraw' | 'discard' | 'erase' | 'confirm' | 'decline' | 'give_back' | 'take_back'
export type OwnMoveRefusal =
  | 'not_found'
  | 'move_not_allowed'
  | 'no_answer_yet'
  | 'on_waitlist'
  | 'not_selected'
  | 'withdrew'
  | 'deadline_passed'
  | 'no_place'
  | 'held'

/** One move of the caller's own file, judged and written by the database under its lock. */
@Injectable()
export class MoveOwnApplication {
  constructor(private readonly sql: Sql) {}

  /**
   * Done twice is done once. Refuses: not_found, move_not_allowed, deadline_passed, no_place, held; an answer without an
   * invitation no_answer_yet (undecided, and decided but not released alike), on_waitlist, not_selected, withdrew.
   */
  async run(me: ApplicantSession, move: OwnMove): Promise<Outcome<null, OwnMoveRefusal>> {
    const row = await this.sql.one<{ code: OwnMoveRefusal | 'ok' | 'noop' }>('SELECT code FROM app.own_move($1, $2)', [
      me.token.hash,
      move,
    ])
    const code = row?.code ?? 'not_found'

    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }

  /**
   * Leaves at once: other sessions end, mails that wait are taken back, links to referees die. `next`: a name and one
   * channel may be kept for the next edition. Refuses: not_found, move_not_allowed.
   */
  async withdraw(me: ApplicantSession, next: boolean): Promise<Outcome<null, OwnMoveRefusal>> {
    const row = await this.sql.one<{ code: OwnMoveRefusal | 'ok' | 'noop' }>(
      'SELECT code FROM app.own_withdraw($1, $2, $3)',
      [me.token.hash, next, formVersion],
    )
    const code = row?.code ?? 'not_found'

    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }

  /** Who outside holds papers about the person, as codes; nobody for most. */
  async outside(me: ApplicantSession): Promise<readonly string[]> {
    const row = await this.sql.one<{ holders: string[] | null }>('SELECT app.own_outside($1) AS holders', [
      me.token.hash,
    ])
    return row?.holders ?? []
  }

  /** "Withdraw and forget me": an unsent draft is discarded, a sent application withdrawn and erased at once. */
  async forget(me: ApplicantSession): Promise<Outcome<null, OwnMoveRefusal>> {
    if (me.state === 'draft') return this.run(me, 'discard')
    const left = await this.run(me, 'withdraw')
    // Someone who was told no, or left before, has nothing to withdraw and may still be forgotten.
    if (!left.ok && left.code !== 'move_not_allowed') return left

    return this.run(me, 'erase')
  }
}
