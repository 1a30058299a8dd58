import { Injectable } from '@nestjs/common'
import type { OpenedApplication } from '#features/application/staff/open-application.js'
import { type Provenance, ReadProvenance } from '#features/nomination/staff/read-provenance.js'
import { ListVouchers, type Voucher } from '#features/reference/staff/list-vouchers.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { GuessConflicts, type PossibleConflict } from '#features/vetting/staff/conflict/guess-conflicts.js'
import { type RecordedCheck, RecordCheck } from '#features/vetting/staff/record-check.js'
import { type Screened, ScreeningPanel } from '../screening/screening-panel.js'

/** What screening and the vetting lead have found out about a file. */
export interface Vetting extends Screened {
  readonly checks: readonly RecordedCheck[]
  readonly vouchers: readonly Voucher[]
  /** Who put the person forward; null for an open application. */
  readonly provenance: Provenance | null
  /** Colleagues who may have a conflict of interest; empty for who does not assign. */
  readonly possible: readonly PossibleConflict[]
}

@Injectable()
export class VettingPanel {
  constructor(
    private readonly checks: RecordCheck,
    private readonly vouchers: ListVouchers,
    private readonly provenance: ReadProvenance,
    private readonly guesses: GuessConflicts,
    private readonly screening: ScreeningPanel,
  ) {}

  /** Empty for who may not see it. */
  async read(me: StaffActor, { file, ties }: OpenedApplication): Promise<Vetting> {
    const provenance = await this.provenance.run(me, file)

    return {
      ...(await this.screening.read(me, file)),
      checks: await this.checks.read(me, file),
      vouchers: await this.vouchers.run(me, file),
      provenance,
      possible: await this.guesses.run(me, file, { nominator: provenance?.by ?? null, ties }),
    }
  }
}
