import { Injectable } from '@nestjs/common'
import type { NextInLine } from '#domain/waitlist/next-in-line.js'
import { type Outcome, refuse } from '#domain/outcome.js'
import { moveApplication, type MoveRefusal } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { keepDays } from './keep-days.js'
import { type LineView, ReadLine, type Waiter } from './read-line.js'
import { SealCell } from './seal-cell.js'

/** The person the page proposed, and their file as it stood there. */
export interface Proposed {
  readonly applicationId: string
  readonly version: number
}

/** One coordinator invites who is next: by the line as it stands now, and by the order two people approved. */
@Injectable()
export class PromoteNext {
  constructor(
    private readonly database: Database,
    private readonly line: ReadLine,
    private readonly cells: SealCell,
  ) {}

  /**
   * In a hurry where the days left ask for it. Refuses: not_found, no_place, second_person_missing (somebody else is
   * first by the approved order), and what the move refuses; then nothing is written.
   */
  async run(actor: StaffActor, proposed: Proposed): Promise<Outcome<{ state: string }, MoveRefusal>> {
    const read = await this.line.run(actor)
    if (!read.ok) return read
    const { gate, offers, waiting } = read.value
    const waiter = waiting.find(({ file }) => file.id === proposed.applicationId)
    if (!waiter) return refuse('not_found')
    if (gate !== null) return refuse(gate)
    const [offer] = offers
    if (!offer) return refuse('no_place')
    if (offer.line.next?.id !== proposed.applicationId) return refuse('second_person_missing')
    const { line } = offer

    return this.database.transaction(async (tx) => {
      await keepDays(tx, actor, waiting)
      return this.promote(tx, actor, { proposed, waiter, line })
    })
  }

  private async promote(
    tx: Tx,
    actor: StaffActor,
    { proposed, waiter, line }: { readonly proposed: Proposed; readonly waiter: Waiter; readonly line: NextInLine },
  ): Promise<Outcome<{ state: string }, MoveRefusal>> {
    const { applicationId, version: expected } = proposed
    const reason = waiter.feasible === 'express' ? 'express' : ''
    const step = { applicationId, move: 'promote', role: 'coordinator', actorId: actor.accountId, expected } as const
    const moved = await moveApplication(tx, { ...step, reason })
    if (!moved.ok || !line.next) return moved
    const { why, cell } = line.next
    const record =
      cell === null ? null : this.cells.sealed({ owner: applicationId, of: 'promotion', version: expected + 1 }, cell)
    if (record) await this.cells.store(tx, actor, record)
    await tx.query(
      'UPDATE app.promotion SET why = $3, passed_over = $4, cell_record = $5 WHERE application_id = $1 AND version = $2',
      [applicationId, expected + 1, why, JSON.stringify(line.passedOver), record?.id ?? null],
    )
    return moved
  }
}

/** What the line says of one person: as next for a place, or what keeps them from it. */
export const offerTo = ({ offers }: Pick<LineView, 'offers'>, id: string): NextInLine | undefined =>
  offers.find(({ line }) => line.next?.id === id)?.line
