import { Injectable } from '@nestjs/common'
import { applicationLifecycle, type ApplicationMove } from '#domain/application/lifecycle.js'
import { mayPropose } from '#domain/decision/outcomes.js'
import type { SeenFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { ProposeDecision } from './propose-decision.js'

/**
 * What became of the later file of one person: put forward, told to those who may put it forward or, where it has a place, take
 * that back, kept in mind until it can be closed, or left as it is.
 */
export type Closing = 'put_forward' | 'told' | 'place_told' | 'kept_in_mind' | 'left'

/** Closes the later file of one person into the earlier: two people of the role whose move it is decide it, as always. */
@Injectable()
export class CloseSecond {
  constructor(
    private readonly database: Database,
    private readonly propose: ProposeDecision,
  ) {}

  /**
   * A decision to close that waits already stays as it is. Who may not put the move forward leaves a task for those who may;
   * of a new file, or one that waits for the person, a task reminds the coordinators. Whether an invitation is revoked or a
   * place cancelled, and what the person is told, is the board's to weigh: a task for it. Nothing for one whose answer is no.
   */
  async run(actor: StaffActor, { id, state, version, facts }: SeenFile): Promise<Closing> {
    // Of a restricted file nobody else learns.
    const told = (role: string): string => (facts.isRestricted ? 'vetting_lead' : role)
    if (placed.has(state)) return this.tell(actor, id, told('board'), 'place_told')
    const move = closingMoves.find((one) => mayPropose(state, one))
    if (!move) return undecided.has(state) ? this.tell(actor, id, told('coordinator'), 'kept_in_mind') : 'left'
    if (await this.isClosing(id)) return 'put_forward'
    const outcome = await this.propose.run(actor, id, { move, reasonClass: 'duplicate', version })
    if (outcome.ok) return 'put_forward'

    return this.tell(actor, id, told(move === 'not_eligible' ? 'coordinator' : 'board'), 'told')
  }

  private async isClosing(id: string): Promise<boolean> {
    const rows = await this.database.query<unknown>(
      `SELECT 1 FROM app.decision WHERE application_id = $1 AND state IN ('pending', 'second_ok') AND move = ANY ($2)`,
      [id, closingMoves],
    )
    return rows.length > 0
  }

  private async tell(actor: StaffActor, id: string, role: string, closing: Closing): Promise<Closing> {
    await this.database.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id) VALUES ($1, 'duplicate_to_close', $2, $3)
       ON CONFLICT DO NOTHING`,
      [actor.editionId, role, id],
    )
    return closing
  }
}

const closingMoves: readonly ApplicationMove[] = ['not_eligible', 'release_reject']
const placed: ReadonlySet<string> = new Set(
  Object.entries(applicationLifecycle).flatMap(([state, { holdsPlace }]) => (holdsPlace ? [state] : [])),
)
const undecided: ReadonlySet<string> = new Set(['submitted', 'more_info'])
