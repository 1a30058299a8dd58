import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, SessionSheet, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { lateCodeHash, newAccessCode } from '#platform/vault/access.js'

/** As many as one act makes at most. */
export const lateCodesAtOnce = 20

/** How many late codes there are. */
export interface LateCodeCounts {
  readonly made: number
  readonly used: number
}

interface LateSheet {
  readonly lateCodes: readonly string[]
}

/** Single-use codes with which somebody may still apply after the call has closed. Shown once, in the session that made them. */
@Injectable()
export class LateCodes {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly sheet: SessionSheet,
  ) {}

  /** Refuses: not_found (only a coordinator). */
  async counts(actor: StaffActor): Promise<Outcome<LateCodeCounts, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const [row] = await this.database.query<LateCodeCounts>(
      'SELECT count(*)::int AS made, count(used_by)::int AS used FROM app.late_code WHERE edition_id = $1',
      [actor.editionId],
    )
    return done(row ?? { made: 0, used: 0 })
  }

  /** Makes 1 to 20 codes. Refuses: not_found. */
  async make(actor: StaffActor, count: number): Promise<Outcome<null, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const codes = Array.from({ length: Math.min(Math.max(count, 1), lateCodesAtOnce) }, newAccessCode)

    return this.database.transaction(async (tx) => {
      await tx.query(
        'INSERT INTO app.late_code (hash, edition_id, made_by) SELECT h.hash, $2, $3 FROM unnest($1::bytea[]) h (hash)',
        [codes.map(lateCodeHash), actor.editionId, actor.accountId],
      )
      const line = { actorId: actor.accountId, verb: 'late_code.made', objectId: actor.editionId }
      await this.audit.record(tx, { ...line, purpose: `${codes.length}` })
      const sheet: LateSheet = { lateCodes: codes }
      await this.sheet.put(tx, actor, sheet)
      return done(null)
    })
  }

  /** Codes just made, while they wait in this session. */
  async shown(actor: StaffActor): Promise<readonly string[]> {
    const sheet = (await this.sheet.read(actor)) as Partial<LateSheet> | null
    return sheet?.lateCodes ?? []
  }

  /** "I have them": gone for good. Refuses: not_found (none wait). */
  async handedOver(actor: StaffActor): Promise<Outcome<null, 'not_found'>> {
    if ((await this.shown(actor)).length === 0) return refuse('not_found')
    await this.sheet.clear(actor)
    return done(null)
  }
}
