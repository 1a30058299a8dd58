import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type ProxyTyped, ReadTypedBy } from '#features/vetting/staff/call/read-typed-by.js'
import { type KeptMail, ReadKeptMail } from '#features/vetting/staff/desk/kept-mail.js'
import { type RecordedCheck, RecordCheck } from '#features/vetting/staff/record-check.js'

/** What vetting has found out, as far as this person may see it. */
export interface Found {
  /** What could harm the person, and the mail that waits for it; null for who neither writes to them nor judges. */
  readonly harm: KeptMail | null
  /** Null where the person typed the application themselves. */
  readonly typed: ProxyTyped | null
  readonly checks: readonly RecordedCheck[]
}

@Injectable()
export class FoundPanel {
  constructor(
    private readonly checks: RecordCheck,
    private readonly harm: ReadKeptMail,
    private readonly typists: ReadTypedBy,
  ) {}

  /** Empty for who may not see it. */
  async read(me: StaffActor, file: SeenFile): Promise<Found> {
    const [harm, typed, checks] = await Promise.all([
      this.harm.of(me, file),
      this.typists.of(me, file),
      this.checks.read(me, file),
    ])
    return { harm, typed, checks }
  }
}
