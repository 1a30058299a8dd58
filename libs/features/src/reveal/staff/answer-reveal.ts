import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { revealMinutes } from '#domain/staff/reveal.js'
import { lockFile } from '#features/application/index.orm.js'
import { hasRole, holdKeys, type StaffActor, StepUpWindow } from '#features/staff/index.orm.js'
import {
  exclusionOf,
  haveExclusionsChanged,
  type KnownExclusions,
  knownExclusions,
} from '#features/vetting/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { keyId } from '#platform/vault/keys.js'
import { revealedSchemas, type RevealRow, revealRow } from './reveal-rows.js'

export type AnswerRevealRefusal =
  | 'not_found'
  | 'second_person_missing'
  | 'step_up_needed'
  | 'conflict'
  | 'country_excluded'
  | 'country_sealed'
  | 'key_not_signed'
  | 'nothing_to_share'
  | 'stale'

/** A keeper of the compartment opens it to who asked, or does not; and whoever may ends it before its hour is over. */
@Injectable()
export class AnswerReveal {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly window: StepUpWindow,
    private readonly audit: Audit,
  ) {}

  /**
   * Seals what the person wrote in the compartment to the asker's key, from this session. Refuses: not_found (none that
   * waits, or not for this keeper), second_person_missing (the asker), step_up_needed, conflict, country_excluded,
   * country_sealed (of the asker), key_not_signed, nothing_to_share (this session opens nothing of it), stale (the asker
   * was excluded from another country meanwhile).
   */
  async open(actor: StaffActor, id: string): Promise<Outcome<null, AnswerRevealRefusal>> {
    const row = await revealRow(this.database, actor, id)
    if (row?.state !== 'pending') return refuse('not_found')
    if (row.authorId === actor.accountId) return refuse('second_person_missing')
    if (!row.mayAnswer) return refuse('not_found')
    if (!(await this.window.isFresh(actor))) return refuse('step_up_needed')
    const known = await knownExclusions(this.database, [row.authorId])
    const tools = { database: this.database, keyring: this.keyring }
    const excluded = await exclusionOf(tools, actor, row.applicationId, row.authorId)
    if (excluded !== 'none') return refuse(excluded === 'met' ? 'country_excluded' : 'country_sealed')

    return this.database.transaction((tx) => this.give(tx, actor, row, known))
  }

  /** Refuses: not_found (none that waits for this keeper). */
  async refuse(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    const row = await revealRow(this.database, actor, id)
    if (!row?.mayAnswer) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await tx.query(`UPDATE app.reveal SET state = 'refused', second_id = $2 WHERE id = $1 AND state = 'pending'`, [
        id,
        actor.accountId,
      ])
      await this.audit.record(tx, lineOf(actor, 'reveal.refused', row))
      return done(null)
    })
  }

  /** By who asked, who keeps the compartment, or a security officer. Refuses: not_found. */
  async end(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    const row = await revealRow(this.database, actor, id)
    if (!row || !mayEnd(actor, row)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const [answer] = await tx.query<{ ended: boolean }[]>('SELECT app.reveal_end($1) AS ended', [id])
      if (!answer?.ended) return refuse('not_found')
      await this.audit.record(tx, lineOf(actor, 'reveal.ended', row))
      return done(null)
    })
  }

  private async give(
    tx: Tx,
    actor: StaffActor,
    row: RevealRow,
    known: KnownExclusions,
  ): Promise<Outcome<null, AnswerRevealRefusal>> {
    const { id, applicationId, compartment, authorId } = row
    await holdKeys(tx, this.keyring)
    await lockFile(tx, applicationId)
    if (await haveExclusionsChanged(tx, known)) return refuse('stale')
    if ((await revealRow(tx, actor, id))?.mayAnswer !== true) return refuse('not_found')
    if (await isKeptAway(tx, row)) return refuse('conflict')
    if (!this.keyring.mayShareWith(authorId)) return refuse('key_not_signed')
    const schemas = await revealedSchemas(this.database, applicationId, compartment)
    const recipient = keyId(this.directory.staffKey(authorId))
    const before = await heldRecords(tx, { applicationId, schemas, recipient })
    const query = { owner: applicationId, schemas, to: authorId, everyVersion: true }
    if ((await this.keyring.share(tx, actor.holder, query)) === 0) return refuse('nothing_to_share')
    const after = await heldRecords(tx, { applicationId, schemas, recipient })
    await tx.query(
      'INSERT INTO app.reveal_wrap (reveal_id, record_id, recipient) SELECT $1, r, $3 FROM unnest($2::uuid[]) r',
      [id, after.filter((record) => !before.includes(record)), recipient],
    )
    await tx.query(
      `UPDATE app.reveal SET state = 'open', second_id = $2, open_until = app.now() + make_interval(mins => $3) WHERE id = $1`,
      [id, actor.accountId, revealMinutes],
    )
    await this.audit.record(tx, lineOf(actor, 'reveal.opened', row))

    return done(null)
  }
}

/** True for who may take it back before its hour is over. */
export const mayEnd = (actor: StaffActor, { state, authorId, compartment }: RevealRow): boolean =>
  (state === 'pending' && authorId === actor.accountId) ||
  (state === 'open' &&
    (authorId === actor.accountId || actor.keeperOf.includes(compartment) || hasRole(actor, 'security_officer')))

/** A conflict since, a restriction, or a role that is over: what the asker may not see is not opened to them. */
async function isKeptAway(tx: Tx, { applicationId, authorId }: RevealRow): Promise<boolean> {
  const [row] = await tx.query<{ away: boolean }[]>(
    `SELECT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = $2)
       OR NOT app.holds_role($2, a.edition_id, ARRAY['coordinator', 'vetting_lead', 'security_officer'])
       OR (EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = $2)
         AND NOT app.holds_role($2, a.edition_id, ARRAY['vetting_lead'])) AS away
     FROM app.application a WHERE a.id = $1`,
    [applicationId, authorId],
  )
  return row?.away !== false
}

async function heldRecords(
  tx: Tx,
  held: { readonly applicationId: string; readonly schemas: readonly string[]; readonly recipient: Buffer },
): Promise<string[]> {
  const [row] = await tx.query<{ ids: string[] }[]>('SELECT app.reveal_held($1, $2, $3) AS ids', [
    held.applicationId,
    held.schemas,
    held.recipient,
  ])
  return row?.ids ?? []
}

const lineOf = ({ accountId }: StaffActor, verb: string, { applicationId, compartment }: RevealRow) => ({
  actorId: accountId,
  verb,
  objectId: applicationId,
  purpose: compartment,
})
