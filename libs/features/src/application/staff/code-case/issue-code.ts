import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, SessionSheet, type StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { accessKeys, newAccessCode, ownKey } from '#platform/vault/access.js'
import { forget } from '#platform/vault/keys.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealUnder } from '#platform/vault/record.js'
import { type CodeCase, seeCodeCase } from './see-code-case.js'

export type IssueRefusal = 'not_found' | 'hold_not_over' | 'held' | 'move_not_allowed'

/** A code staff made for somebody who had lost theirs, as it waits in their session to be read out. */
export interface IssuedSheet {
  readonly caseId: string
  readonly code: string
  readonly mailMark: string | null
}

interface Mailbox {
  readonly zone?: string
  readonly language?: string
  readonly mark?: string
}

/** The new code of a lost one. It is shown once, in the session that made it, and stored nowhere else. */
@Injectable()
export class IssueCode {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly sheet: SessionSheet,
  ) {}

  /**
   * The old code is dead when this returns; only what the person had kept a copy of is lost. Zone and language come from
   * the mailbox record, which `contact` can read. Refuses: not_found, hold_not_over, held, move_not_allowed.
   */
  async run(actor: StaffActor, id: string): Promise<Outcome<null, IssueRefusal>> {
    const found = await seeCodeCase(this.database, actor, id)
    if (!found || !hasRole(actor, 'coordinator')) return refuse('not_found')
    if (found.state !== 'waiting') return refuse('move_not_allowed')
    if (!found.isDue) return refuse('hold_not_over')
    const mailbox = await this.mailbox(actor, found)
    const code = newAccessCode()

    return this.database.transaction(async (tx) => {
      const answer = await this.write(tx, { actor, found, code, mailbox })
      if (answer !== 'ok') return refuse(answer)
      const sheet: IssuedSheet = { caseId: id, code, mailMark: mailbox.mark ?? null }
      await this.sheet.put(tx, actor, sheet)
      return done(null)
    })
  }

  /** The sheet of this case while it waits in this session. */
  async shown(actor: StaffActor, id: string): Promise<IssuedSheet | null> {
    const sheet = (await this.sheet.read(actor)) as Partial<IssuedSheet> | null
    return sheet?.caseId === id ? (sheet as IssuedSheet) : null
  }

  /** "The person has it": the sheet is gone for good. Refuses: not_found. */
  async handedOver(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    if (!(await this.shown(actor, id))) return refuse('not_found')
    await this.sheet.clear(actor)
    return done(null)
  }

  private async mailbox(actor: StaffActor, { applicationId }: CodeCase): Promise<Mailbox> {
    const line = { verb: 'mailbox.opened', objectId: applicationId, purpose: 'lost_code' }
    const query = { owners: [applicationId], schemas: ['contact.mailbox'], everyVersion: true }
    const records = await this.keyring.open(actor.holder, line, query)
    // A later version says only what has changed.
    return Object.assign({}, ...records.map(({ value }) => value)) as Mailbox
  }

  private async write(
    tx: Tx,
    { actor, found, code, mailbox }: { actor: StaffActor; found: CodeCase; code: string; mailbox: Mailbox },
  ): Promise<IssueRefusal | 'ok'> {
    const keys = accessKeys(code)
    const own = ownKey(keys.seed)
    const [next] = await tx.query<{ version: number }[]>('SELECT app.code_case_display($1) AS version', [found.id])
    const place = {
      owner: found.applicationId,
      compartment: 'applicant',
      schema: 'display',
      version: next?.version ?? 1,
    }
    const display = sealUnder(place, { zone: mailbox.zone ?? 'UTC', language: mailbox.language ?? 'en' }, own)
    const [row] = await tx.query<{ code: IssueRefusal | 'ok' }[]>(
      'SELECT app.code_case_issue($1, $2, $3, $4, $5, $6) AS code',
      [found.id, actor.accountId, keys.lookup, keys.pair.publicKey, randomUUID(), display],
    )
    forget(own, keys.seed, keys.pair.secretKey)
    return row?.code ?? 'not_found'
  }
}
