import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type SealedRecord, sealRecord } from '#platform/vault/record.js'

interface CellPlace {
  readonly owner: string
  /** What it belongs to: a promotion, or the id of a decision. */
  readonly of: string
  readonly version: number
}

/** The quota cell that spoke for somebody, sealed as the answer it was read from: in plain it would tell the answer. */
@Injectable()
export class SealCell {
  constructor(
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  sealed({ owner, of, version }: CellPlace, cell: string): SealedRecord {
    const place = { owner, compartment: 'profile', schema: `waitlist.cell.${of}`, version }
    return sealRecord(place, { cell }, [this.directory.compartmentKey('profile')])
  }

  async store(tx: Tx, actor: StaffActor, record: SealedRecord): Promise<void> {
    await this.keyring.store(tx, record, actor.accountId)
  }
}
