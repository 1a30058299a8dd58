import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { newAccessCode, paperHash } from '#platform/vault/access.js'
import { Directory } from '#platform/vault/directory.js'
import { changeAnnex, heldKeys, lockAnnex } from '../../account-keys.js'
import { SessionSheet } from '../session-sheet.js'
import type { StaffActor } from '../staff-actor.js'
import { StepUpWindow } from '../step-up-window.js'
import { whyNot } from './may-manage.js'

/** What the paper of a first sign-in says. */
export interface Paper {
  readonly accountId: string
  readonly login: string
  readonly name: string
  readonly code: string
}

export type PaperRefusal = 'not_found' | 'about_yourself' | 'step_up_needed' | 'last_keeper'

/** Papers for a first sign-in: of a new account, and of one whose password is forgotten. Each is shown once. */
@Injectable()
export class Papers {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
    private readonly sheet: SessionSheet,
  ) {}

  /**
   * The password is forgotten, or the first paper lost: what the old one opened is gone at once (sessions, wraps, the key,
   * which is struck), and a new paper is made. Assignments and roles stay; what was kept is not given back. Refuses:
   * not_found (role, nobody, left), about_yourself, step_up_needed, last_keeper.
   */
  async renew(actor: StaffActor, accountId: string): Promise<Outcome<null, PaperRefusal>> {
    const why = await whyNot(this.window, actor)
    if (why) return refuse(why)
    if (accountId === actor.accountId) return refuse('about_yourself')

    return this.database.transaction(async (tx) => {
      await lockAnnex(tx)
      const keys = (await heldKeys(tx, this.directory, [accountId])).get(accountId) ?? []
      const [row] = await tx.query<{ code: string }[]>('SELECT app.staff_renew($1, $2) AS code', [accountId, keys])
      if (row?.code === 'last_keeper') return refuse('last_keeper')
      if (row?.code !== 'ok') return refuse('not_found')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'staff.keys_ended', objectId: accountId })
      await this.write(tx, actor, accountId)
      if (keys.length > 0) await changeAnnex(tx, this.directory, () => this.directory.strike(keys))
      return done(null)
    })
  }

  /** The paper that waits in this session, or null. */
  async shown(actor: StaffActor): Promise<Paper | null> {
    const sheet = await this.sheet.read(actor)
    return isSheet(sheet) ? sheet.paper : null
  }

  /** "It is printed": gone for good. */
  async handedOver(actor: StaffActor): Promise<void> {
    if (await this.shown(actor)) await this.sheet.clear(actor)
  }

  /** A new paper in the place of any before, inside the caller's transaction. */
  async write(tx: Tx, actor: StaffActor, accountId: string): Promise<void> {
    const code = newAccessCode()
    const [account] = await tx.query<{ login: string; name: string }[]>(
      'SELECT login, display_name AS name FROM app.staff_account WHERE id = $1',
      [accountId],
    )
    await tx.query('DELETE FROM app.staff_paper WHERE account_id = $1', [accountId])
    await tx.query('INSERT INTO app.staff_paper (account_id, hash, made_by) VALUES ($1, $2, $3)', [
      accountId,
      paperHash(code),
      actor.accountId,
    ])
    await this.audit.record(tx, { actorId: actor.accountId, verb: 'staff.paper_made', objectId: accountId })
    const paper: Paper = { accountId, login: account?.login ?? '', name: account?.name ?? '', code }
    await this.sheet.put(tx, actor, { paper })
  }
}

const isSheet = (sheet: unknown): sheet is { readonly paper: Paper } =>
  typeof sheet === 'object' && sheet !== null && 'paper' in sheet
