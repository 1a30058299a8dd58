import { Injectable } from '@nestjs/common'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { ConcernOutcome } from '#domain/vetting/concern.js'
import { seeFile, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { openNotes } from '../desk/sealed-note.js'
import { concernStands, type RestrictionReason } from './restrict.js'

export interface Settlement {
  readonly id: string
  readonly outcome: ConcernOutcome
  readonly author: string
  readonly isOwn: boolean
  /** Null while nobody has agreed. */
  readonly second: string | null
}

export interface Concern {
  readonly id: string
  readonly author: string
  /** ISO date. */
  readonly raisedOn: string
  /** Null where this session does not open it. */
  readonly text: string | null
  /** What was said of it last; null for nothing yet. */
  readonly settlement: Settlement | null
}

export interface Restriction {
  readonly file: SeenFile
  /** Null while the file is not restricted. */
  readonly set: { readonly reason: RestrictionReason; readonly setOn: string } | null
  /** Who sees the file beside the vetting leads. */
  readonly named: readonly { readonly name: string; readonly role: Role }[]
  readonly concerns: readonly Concern[]
  /** Two people did not call each unfounded: the restriction stays. */
  readonly concernStands: boolean
  /** How it stands with lifting: nobody asked, one did, two agreed. */
  readonly lifting: 'none' | 'asked' | 'agreed'
}

interface ConcernRow extends Omit<Concern, 'text' | 'settlement'> {
  readonly noteId: string
  readonly settlement: (Omit<Settlement, 'isOwn'> & { readonly authorId: string }) | null
}

const concernsAsked = `
  SELECT c.id, s.display_name AS author, c.raised_on::text AS "raisedOn", c.note_id AS "noteId",
    (SELECT json_build_object('id', x.id, 'outcome', x.outcome, 'authorId', x.author_id, 'author', a.display_name, 'second', t.display_name)
     FROM app.concern_settlement x JOIN app.staff_account a ON a.id = x.author_id LEFT JOIN app.staff_account t ON t.id = x.second_id
     WHERE x.concern_id = c.id ORDER BY x.nth DESC LIMIT 1) AS settlement
  FROM app.integrity_concern c JOIN app.staff_account s ON s.id = c.raised_by WHERE c.application_id = $1 ORDER BY c.nth`

/** Why a file is out of sight, for vetting leads and the security officer it is named to. */
@Injectable()
export class ReadRestriction {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** The audit line comes before a concern is opened. Refuses: not_found (file or role). */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<Restriction, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'vetting_lead', 'security_officer')) return refuse('not_found')
    const [set = null] = await this.database.query<{ reason: RestrictionReason; setOn: string }>(
      `SELECT reason, set_on::text AS "setOn" FROM app.flag WHERE application_id = $1 AND kind = 'restricted' AND lifted_on IS NULL`,
      [applicationId],
    )
    const named = await this.database.query<{ name: string; role: Role }>(
      `SELECT s.display_name AS name, x.role FROM app.assignment x JOIN app.staff_account s ON s.id = x.account_id
       WHERE x.application_id = $1 AND x.ended_on IS NULL AND x.role <> 'vetting_lead' ORDER BY 1, 2`,
      [applicationId],
    )

    return done({
      file,
      set,
      named,
      concerns: await this.concerns(actor, applicationId),
      concernStands: await concernStands(this.database, applicationId),
      lifting: await this.lifting(applicationId),
    })
  }

  private async concerns(actor: StaffActor, applicationId: string): Promise<Concern[]> {
    const rows = await this.database.query<ConcernRow>(concernsAsked, [applicationId])
    if (rows.length === 0) return []
    const notes = await openNotes(this.keyring, actor, { owners: [applicationId], kinds: ['integrity.concern'] })
    return rows.map(({ noteId, settlement, ...row }) => ({
      ...row,
      text: notes.get(noteId) ?? null,
      settlement: settlement && { ...settlement, isOwn: settlement.authorId === actor.accountId },
    }))
  }

  private async lifting(applicationId: string): Promise<Restriction['lifting']> {
    const [row] = await this.database.query<{ state: string }>(
      `SELECT state FROM app.approval WHERE kind = 'lift_restriction' AND object_id = $1 AND state IN ('pending', 'agreed')`,
      [applicationId],
    )
    if (!row) return 'none'
    return row.state === 'agreed' ? 'agreed' : 'asked'
  }
}
