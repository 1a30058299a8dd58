import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockToMove } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { knownReferees, namingSchemas } from './known-referees.js'
import { leadsFile } from './led-file.js'

export const voucherKinds = ['staff', 'partner'] as const

export interface VoucherWords {
  readonly kind: (typeof voucherKinds)[number]
  readonly name: string
  readonly howKnown: string
  /** ISO date */
  readonly vouchedOn: string
}

export type VoucherRefusal = 'not_found' | 'move_not_allowed' | 'two_failures_needed' | 'day_ahead'

/** The other way where referees fail, or are none: a member of staff or a partner of record vouches for the person. */
@Injectable()
export class EnterVoucher {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /**
   * Seals name and how known for the vetting lead. Refuses: not_found, move_not_allowed (not in a state in which referees
   * are asked), two_failures_needed (where referees are named, two requests must have come to nothing), day_ahead.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    { kind, vouchedOn, name, howKnown }: VoucherWords,
  ): Promise<Outcome<null, VoucherRefusal>> {
    if (!(await leadsFile(this.database, actor, applicationId))) return refuse('not_found')
    const namesNobody = await this.namesNobody(actor, applicationId)
    const id = randomUUID()
    const place = { owner: id, compartment: 'references', schema: 'voucher', version: 1 }
    const record = sealRecord(place, { name, howKnown }, [this.directory.compartmentKey('references')])

    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await leadsFile(tx, actor, applicationId))) return refuse('not_found')
      const [row] = await tx.query<{ code: VoucherRefusal | 'ok' }[]>(
        'SELECT app.voucher_enter($1, $2, $3, $4, $5, $6) AS code',
        [id, applicationId, kind, vouchedOn, actor.accountId, namesNobody],
      )
      if (row?.code !== 'ok') return refuse(row?.code ?? 'not_found')
      await this.keyring.store(tx, record, actor.accountId)
      return done(null)
    })
  }

  /** True where the applicant named somebody of ours in place of referees; only the session that opens the file knows. */
  private async namesNobody(actor: StaffActor, applicationId: string): Promise<boolean> {
    const line = { verb: 'references.opened', objectId: applicationId, purpose: 'voucher' }
    const records = await this.keyring.open(actor.holder, line, { owners: [applicationId], schemas: namingSchemas })
    return knownReferees(records)?.knownTo !== undefined
  }
}
