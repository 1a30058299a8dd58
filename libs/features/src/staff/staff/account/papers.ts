import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { newPaper, renewAccount } from '../../renewal.js'
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
      const machine = { directory: this.directory, audit: this.audit }
      const renewal = await renewAccount(tx, machine, { accountId, by: actor.accountId })
      if (renewal.code !== 'ok') return refuse(renewal.code)
      await this.show(tx, actor, accountId, renewal.paper)
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
    await this.show(tx, actor, accountId, await newPaper(tx, this.audit, { accountId, by: actor.accountId }))
  }

  private async show(tx: Tx, actor: StaffActor, accountId: string, code: string): Promise<void> {
    const [account] = await tx.query<{ login: string; name: string }[]>(
      'SELECT login, display_name AS name FROM app.staff_account WHERE id = $1',
      [accountId],
    )
    const paper: Paper = { accountId, login: account?.login ?? '', name: account?.name ?? '', code }
    await this.sheet.put(tx, actor, { paper })
  }
}

const isSheet = (sheet: unknown): sheet is { readonly paper: Paper } =>
  typeof sheet === 'object' && sheet !== null && 'paper' in sheet
