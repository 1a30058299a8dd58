import { Injectable } from '@nestjs/common'
import type { Feasible } from '#domain/waitlist/last-days.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import type { Offer } from './line-offers.js'

/** Whom a plan invites, to what, and by which decision; null: by one coordinator, in the approved order. */
export interface Plan {
  readonly waiter: { readonly file: { readonly id: string; readonly version: number }; readonly feasible: Feasible }
  /** The place that names this person; undefined for somebody the line does not name. */
  readonly offer: Offer | undefined
  readonly decisionId: string | null
}

/** Why a person is to be invited, and to which place; the move copies it. */
@Injectable()
export class WritePlan {
  constructor(
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /** The quota cell that spoke for the person is sealed as the answer it was read from: in plain it would tell the answer. */
  async run(tx: Tx, actor: StaffActor, { waiter, offer, decisionId }: Plan): Promise<void> {
    const { id: owner, version } = waiter.file
    const next = offer?.line.next
    const cell = next?.cell ? this.sealed({ owner, of: decisionId ?? 'promotion', version }, next.cell) : null
    if (cell) await this.keyring.store(tx, cell, actor.accountId)
    await tx.query(
      `INSERT INTO app.promotion_plan (application_id, version, decision_id, place_id, why, passed_over, cell_record, express)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        owner,
        version,
        decisionId,
        offer?.place?.id ?? null,
        next?.why ?? (waiter.feasible === 'no' ? 'late' : 'chosen'),
        JSON.stringify(offer?.line.passedOver ?? []),
        cell?.id ?? null,
        waiter.feasible === 'express' || waiter.feasible === 'no',
      ],
    )
  }

  private sealed(
    { owner, of, version }: { readonly owner: string; readonly of: string; readonly version: number },
    cell: string,
  ) {
    const place = { owner, compartment: 'profile', schema: `waitlist.cell.${of}`, version }
    return sealRecord(place, { cell }, [this.directory.compartmentKey('profile')])
  }
}
