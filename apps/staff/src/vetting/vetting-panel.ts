import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { FileTies } from '#features/application/staff/ties/open-ties.js'
import { type Provenance, ReadProvenance } from '#features/nomination/staff/read-provenance.js'
import { ListVouchers, type Voucher } from '#features/reference/staff/list-vouchers.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { GuessConflicts, type PossibleConflict } from '#features/vetting/staff/conflict/guess-conflicts.js'
import { type Found, FoundPanel } from './found-panel.js'
import { type Screened, ScreeningPanel } from '../screening/screening-panel.js'

/** What screening and the vetting lead have found out about a file. */
export interface Vetting extends Screened, Found {
  readonly vouchers: readonly Voucher[]
  /** Who put the person forward; null for an open application. */
  readonly provenance: Provenance | null
  /** Colleagues who may have a conflict of interest; empty for who does not assign. */
  readonly possible: readonly PossibleConflict[]
}

@Injectable()
export class VettingPanel {
  constructor(
    private readonly found: FoundPanel,
    private readonly vouchers: ListVouchers,
    private readonly provenance: ReadProvenance,
    private readonly guesses: GuessConflicts,
    private readonly screening: ScreeningPanel,
  ) {}

  /** Beside the opening of the file; empty for who may not see it. */
  async read(me: StaffActor, file: SeenFile, ties: Promise<FileTies | null>): Promise<Vetting> {
    const asked = this.provenance.run(me, file)
    const nominator = asked.then((told) => told?.by ?? null)
    const [provenance, screened, found, vouchers, possible] = await Promise.all([
      asked,
      this.screening.read(me, file),
      this.found.read(me, file),
      this.vouchers.run(me, file),
      this.guesses.run(me, file, { nominator, ties: () => ties }),
    ])

    return { ...screened, ...found, vouchers, provenance, possible }
  }
}
