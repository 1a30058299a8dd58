import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type FlagReason, maySetFlag, type VettingFlag } from '#domain/vetting/flags.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { lockFile } from '../lock-file.js'
import { seeFile, type SeenFile } from '../see-file.js'

export interface FileFlag {
  readonly kind: VettingFlag
  readonly reason: FlagReason
  readonly author: string
  /** ISO date. */
  readonly day: string
  /** Who lifted it, and the ISO date; null while it stands. */
  readonly lifted: { readonly author: string; readonly day: string } | null
}

export type FlagStep =
  | { readonly act: 'set'; readonly kind: VettingFlag; readonly reason: FlagReason }
  | { readonly act: 'lift'; readonly kind: VettingFlag }

/** Flags beside the scores: set and lifted by who may, known to who may (the visibility function). */
@Injectable()
export class FlagFile {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** A flag that stands is not set twice, and none is lifted twice. Refuses: not_found (file, or a kind not theirs to set). */
  async run(actor: StaffActor, applicationId: string, step: FlagStep): Promise<Outcome<null, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !maySet(actor, file, step.kind)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      const now = await seeFile(tx, actor, applicationId)
      if (!now || !maySet(actor, now, step.kind)) return refuse('not_found')
      const change =
        step.act === 'set' ? set(tx, actor, applicationId, step) : lift(tx, actor, applicationId, step.kind)
      if (!(await change)) return done(null)
      const verb = step.act === 'set' ? 'flag.set' : 'flag.lifted'
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: applicationId, purpose: step.kind })
      return done(null)
    })
  }

  /** Flags the viewer may know of, those that stand first, then the newest. */
  async of(file: SeenFile): Promise<FileFlag[]> {
    if (file.seen.flags.length === 0) return []
    const rows = await this.database.prepared<
      Omit<FileFlag, 'lifted'> & { lifted_by: string | null; lifted_on: string }
    >(
      `SELECT f.kind, f.reason, s.display_name AS author, f.set_on::text AS day, l.display_name AS lifted_by, f.lifted_on::text
       FROM app.vetting_flag f JOIN app.staff_account s ON s.id = f.set_by LEFT JOIN app.staff_account l ON l.id = f.lifted_by
       WHERE f.application_id = $1 AND f.kind = ANY ($2) ORDER BY f.lifted_on DESC NULLS FIRST, f.set_on DESC, f.kind`,
      [file.id, file.seen.flags],
    )
    return rows.map(({ lifted_by: by, lifted_on: on, ...flag }) => ({
      ...flag,
      lifted: by ? { author: by, day: on } : null,
    }))
  }
}

/** Knowing of a kind is needed to set it: who scores the file sets none, whatever else they are. */
export const maySet = (actor: StaffActor, { seen }: SeenFile, kind: VettingFlag): boolean =>
  seen.flags.includes(kind) && maySetFlag(actor.roles, kind)

// The row of the application is the lock: two flags at once are one.
async function set(
  tx: Tx,
  actor: StaffActor,
  id: string,
  { kind, reason }: { readonly kind: VettingFlag; readonly reason: FlagReason },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO app.vetting_flag (application_id, kind, reason, set_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (application_id, kind) WHERE lifted_on IS NULL DO NOTHING RETURNING id`,
    [id, kind, reason, actor.accountId],
  )
  return rows.length > 0
}

async function lift(tx: Tx, actor: StaffActor, id: string, kind: VettingFlag): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE app.vetting_flag SET lifted_by = $2, lifted_on = app.today() WHERE application_id = $1 AND kind = $3 AND lifted_on IS NULL`,
    [id, actor.accountId, kind],
  )
  return count > 0
}

/** Kinds that stand, of these files. */
export async function standingFlags(
  database: Pick<Database, 'query'>,
  applicationIds: readonly string[],
): Promise<Map<string, readonly VettingFlag[]>> {
  const rows = await database.query<{ id: string; kinds: VettingFlag[] }>(
    `SELECT application_id AS id, array_agg(kind ORDER BY kind) AS kinds FROM app.vetting_flag
     WHERE application_id = ANY ($1) AND lifted_on IS NULL GROUP BY application_id`,
    [applicationIds],
  )
  return new Map(rows.map(({ id, kinds }) => [id, kinds]))
}
