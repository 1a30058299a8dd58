import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type Check, isCoverable } from '#domain/vetting/clearing.js'
import { drawnOver } from '#domain/vetting/drawn-over.js'
import { lockFile, seeFile, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealNote } from './desk/sealed-note.js'

/** A finding as it is written down: what was looked at is sealed to `risk`. */
export interface NewCheck extends Check {
  readonly note?: string
  /** Id of the finding that stood when the form was drawn; absent where none did. */
  readonly over?: string
}

export interface RecordedCheck extends Check {
  /** False where the grade says more than a row on file proves. */
  readonly isProven: boolean
  readonly id: string
  readonly author: string
  /** The viewer wrote it, and so cannot be the second person. */
  readonly isOwn: boolean
  /** ISO date. */
  readonly checkedOn: string
  /** Record of the note; null where none was written. */
  readonly noteId: string | null
  /** Who looked at it beside the author; null for nobody yet. */
  readonly second: string | null
  /** The voucher whose word stands for this point; null for a nomination's. */
  readonly voucherId: string | null
}

export type CheckRefusal = 'not_found' | 'stale' | 'voucher_missing' | 'evidence_unproven'

const findings = (from: string) => `
  SELECT v.id, v.point, v.result, v.evidence, s.display_name AS author, v.author_id = $2 AS "isOwn", v.checked_on::text AS "checkedOn",
    app.evidence_is_proven(v.application_id, v.evidence) AS "isProven", v.note_id AS "noteId", v.voucher_id AS "voucherId", t.display_name AS second
  FROM ${from} v JOIN app.staff_account s ON s.id = v.author_id
    LEFT JOIN app.finding_look l ON l.finding_id = v.id LEFT JOIN app.staff_account t ON t.id = l.account_id
  WHERE v.application_id = $1 ORDER BY v.point, v.nth DESC`

/** The fifteen points of vetting: result, evidence grade, who and when. Nothing is written over; the newest stands. */
@Injectable()
export class RecordCheck {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /**
   * Adds findings; one left as it was drawn, and one that says what stands already, is not said again. Refuses: not_found (no
   * lead, not in vetting), stale (a point that is changed has another finding since the form was drawn; `about`: each point
   * that is not as drawn, `stale` or `changed`), voucher_missing ("covered by voucher" on a point no voucher stands for, or
   * with none on file), evidence_unproven (a grade nothing on file proves, without a word why); then nothing is written.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    checks: readonly NewCheck[],
  ): Promise<Outcome<null, CheckRefusal>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if ((await seeFile(tx, actor, applicationId))?.state !== 'vetting') return refuse('not_found')
      const kept = await findingsOf(tx, applicationId)
      const added = checks
        .map((one) => ({ ...one, drawn: drawnAs(one, kept) }))
        .filter(({ drawn }) => drawn !== 'untouched')
      if (added.some(({ drawn }) => drawn === 'stale')) {
        return refuse('stale', Object.fromEntries(added.map(({ point, drawn }) => [point, drawn])))
      }
      const vouched = await vouchedBy(tx, applicationId)
      const covered = added.filter(({ result }) => result === 'covered_by_voucher')
      if (covered.some(({ point }) => !vouched || !isCoverable(point))) return refuse('voucher_missing')
      if (await isUnproven(tx, applicationId, added)) return refuse('evidence_unproven')
      for (const check of added) await this.add(tx, actor, { ...check, applicationId, voucherId: vouched?.id ?? null })
      const purpose = added.map(({ point }) => point).join(',')
      const line = { actorId: actor.accountId, verb: 'vetting.checked', objectId: applicationId, purpose }
      await this.audit.record(tx, line)
      return done(null)
    })
  }

  /** The points recorded so far, in order; empty for who may not see them. */
  read(actor: StaffActor, file: SeenFile): Promise<RecordedCheck[]> {
    return this.rows(actor, file, 'app.vetting_check')
  }

  /** Every finding, by point and the newest first; empty for who may not see them. */
  history(actor: StaffActor, file: SeenFile): Promise<RecordedCheck[]> {
    return this.rows(actor, file, 'app.vetting_finding')
  }

  private async rows(actor: StaffActor, { id, seen }: SeenFile, from: string): Promise<RecordedCheck[]> {
    if (seen.readsBlind || !hasRole(actor, 'vetting_lead')) return []
    return this.database.prepared<RecordedCheck>(findings(from), [id, actor.accountId])
  }

  private async add(
    tx: Tx,
    actor: StaffActor,
    check: NewCheck & { readonly applicationId: string; readonly voucherId: string | null },
  ): Promise<void> {
    const { applicationId: owner, point, result, evidence, note = '', voucherId } = check
    const keys = { keyring: this.keyring, directory: this.directory }
    const isNoted = note.trim() !== ''
    const noteId = isNoted ? await sealNote(tx, keys, actor, { owner, kind: 'vetting.note', text: note }) : null
    await tx.query(
      `INSERT INTO app.vetting_finding (application_id, point, result, evidence, author_id, note_id, voucher_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [owner, point, result, evidence, actor.accountId, noteId, result === 'covered_by_voucher' ? voucherId : null],
    )
  }
}

type Kept = Pick<RecordedCheck, 'id' | 'point' | 'result' | 'evidence'>

const findingsOf = (tx: Tx, applicationId: string): Promise<Kept[]> =>
  tx.query<Kept[]>(
    'SELECT id, point, result, evidence FROM app.vetting_finding WHERE application_id = $1 ORDER BY nth DESC',
    [applicationId],
  )

const drawnAs = ({ point, result, evidence, note, over }: NewCheck, kept: readonly Kept[]) =>
  drawnOver(
    over,
    kept.filter((one) => one.point === point),
    (one) => !note?.trim() && one.result === result && one.evidence === evidence,
  )

/** A grade that no row proves rests on a written reason, which a second person then reads. */
async function isUnproven(tx: Tx, applicationId: string, checks: readonly NewCheck[]): Promise<boolean> {
  const bare = checks.filter(({ note = '' }) => note.trim() === '').map(({ evidence }) => evidence)
  const rows = await tx.query<unknown[]>(
    'SELECT 1 FROM unnest($2::text[]) e (grade) WHERE NOT app.evidence_is_proven($1, e.grade) LIMIT 1',
    [applicationId, bare],
  )
  return rows.length > 0
}

/** The newest voucher of a file, or a nomination that counts as one (without an id); null for neither. */
async function vouchedBy(tx: Tx, applicationId: string): Promise<{ id: string | null } | null> {
  const [row] = await tx.query<{ id: string | null }[]>(
    `(SELECT v.id FROM app.voucher v WHERE v.application_id = $1 ORDER BY v.vouched_on DESC, v.entered_on DESC, v.id LIMIT 1)
     UNION ALL SELECT NULL FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id WHERE a.id = $1 AND n.counts_as_voucher
     ORDER BY 1 NULLS LAST LIMIT 1`,
    [applicationId],
  )
  return row ?? null
}
