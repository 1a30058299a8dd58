import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type Revealable, revealAskers, type RevealProblem, revealProblem } from '#domain/staff/reveal.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor, StepUpWindow } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { reasonSchema } from './reveal-rows.js'

export interface AskedReveal {
  readonly compartment: Revealable
  /** Why, in words for those who keep the compartment. */
  readonly reason: string
}

export type AskRevealRefusal = 'not_found' | 'reason_missing' | 'step_up_needed' | 'key_not_signed' | RevealProblem

/** One person asks to be shown one compartment of one file. */
@Injectable()
export class AskReveal {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly window: StepUpWindow,
    private readonly audit: Audit,
  ) {}

  /**
   * Answers its id; asked again while it waits or is open, it is the same. Refuses: not_found (file, role, or a review of it that is owed), reason_missing,
   * open_already, keys_apart, key_not_signed, step_up_needed.
   */
  async run(actor: StaffActor, applicationId: string, asked: AskedReveal): Promise<Outcome<string, AskRevealRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || file.seen.readsBlind || !hasRole(actor, ...revealAskers)) return refuse('not_found')
    if (asked.reason.trim() === '') return refuse('reason_missing')
    const problem = revealProblem(actor.keeperOf, asked.compartment)
    if (problem) return refuse(problem)
    if (!this.keyring.mayShareWith(actor.accountId)) return refuse('key_not_signed')
    if (!(await this.window.isFresh(actor))) return refuse('step_up_needed')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      await tx.query('SELECT app.reveals_end()')
      return done(
        (await liveReveal(tx, actor, applicationId, asked)) ?? (await this.store(tx, actor, applicationId, asked)),
      )
    })
  }

  private async store(tx: Tx, actor: StaffActor, owner: string, { compartment, reason }: AskedReveal): Promise<string> {
    const version = await this.keyring.nextVersion(tx, owner, reasonSchema)
    const place = { owner, compartment, schema: reasonSchema, version }
    const record = sealRecord(place, { text: reason }, [this.directory.compartmentKey(compartment)])
    await this.keyring.store(tx, record, actor.accountId)
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO app.reveal (edition_id, application_id, compartment, reason_id, author_id) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [actor.editionId, owner, compartment, record.id, actor.accountId],
    )
    const line = { actorId: actor.accountId, verb: 'reveal.asked', objectId: owner, purpose: compartment }
    await this.audit.record(tx, line)

    return row?.id ?? ''
  }
}

async function liveReveal(
  tx: Tx,
  { accountId }: StaffActor,
  applicationId: string,
  { compartment }: AskedReveal,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }[]>(
    `SELECT id FROM app.reveal WHERE application_id = $1 AND compartment = $2 AND author_id = $3
       AND (state = 'pending' OR (state = 'open' AND open_until > app.now()))`,
    [applicationId, compartment, accountId],
  )
  return row?.id
}
