import { Injectable } from '@nestjs/common'
import { Database } from '#platform/database/database.js'
import type { StaffActor } from './staff-actor.js'

/** The window a step-up opens: 15 minutes or 20 files, whichever ends first. */
@Injectable()
export class StepUpWindow {
  constructor(private readonly database: Database) {}

  /** Takes one file from the window; false when it is closed or used up. */
  async take(actor: StaffActor): Promise<boolean> {
    const [, taken] = await this.database.query<unknown>(
      `UPDATE app.staff_session SET step_up_left = step_up_left - 1
       WHERE token_hash = $1 AND step_up_until > app.now() AND step_up_left > 0`,
      [actor.session.hash],
    )
    return taken === 1
  }

  /**
   * Whether the second sign-in is no older than five minutes: tables leave, sealed parts are asked for, and keys, roles and
   * accounts are changed so soon after it only. `on`: the connection that asks, where it holds a transaction.
   */
  async isFresh(actor: StaffActor, on: Pick<Database, 'query'> = this.database): Promise<boolean> {
    const rows = await on.query(
      `SELECT 1 FROM app.staff_session WHERE token_hash = $1 AND step_up_until > app.now() + interval '10 minutes'`,
      [actor.session.hash],
    )
    return rows.length === 1
  }

  /** Whether the window is open, for an act on a file that was just taken from it. */
  async isOpen(actor: StaffActor): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 FROM app.staff_session WHERE token_hash = $1 AND step_up_until > app.now()',
      [actor.session.hash],
    )
    return rows.length === 1
  }
}
