import { Injectable } from '@nestjs/common'
import type { NominationState } from '#domain/nomination/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { makeLink } from '#features/link/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { NomineeContact } from '../seal-nomination.js'
import { OpenNomination } from './open-nomination.js'

export type NominationRefusal = 'not_found' | 'stale' | 'move_not_allowed' | 'record_sealed'

/** Language and token of a link that a person hands over; null when it was mailed. */
export type HandedLink = { readonly language: string; readonly token: string } | null

interface Step {
  readonly move: 'invite' | 'renew' | 'keep_back' | 'withdraw'
  readonly version: number
}

/** What a coordinator does with a nomination: a link, a fresh one, none, or nothing of it any more. */
@Injectable()
export class InviteNominee {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly nominations: OpenNomination,
  ) {}

  /**
   * Makes the person's link and mails it; where the way is no mail, it is answered once, and a task says to hand it over.
   * An earlier link ends. Refuses: not_found, stale, move_not_allowed, record_sealed (this session cannot open the way).
   */
  async run(actor: StaffActor, id: string, version: number): Promise<Outcome<HandedLink, NominationRefusal>> {
    const opened = await this.nominations.run(actor, id)
    if (!opened.ok) return opened
    const { row, contact } = opened.value
    if (!contact) return refuse('record_sealed')
    const move = moveFrom(row.state)

    return this.database.transaction(async (tx) => {
      const moved = await moveNomination(tx, actor, id, { move, version })
      return moved.ok ? done(await this.link(tx, actor, id, contact)) : moved
    })
  }

  /** `keep_back`: the person did not agree after all. `withdraw`: erased at once. Refuses: not_found, stale, move_not_allowed. */
  async move(
    actor: StaffActor,
    id: string,
    step: Step & { readonly move: 'keep_back' | 'withdraw' },
  ): Promise<Outcome<null, NominationRefusal>> {
    const seen = (await this.nominations.list(actor)).some((row) => row.id === id)
    if (!seen) return refuse('not_found')

    return this.database.transaction((tx) => moveNomination(tx, actor, id, step))
  }

  private async link(tx: Tx, actor: StaffActor, id: string, contact: NomineeContact): Promise<HandedLink> {
    const isMailed = contact.channel === 'email'
    await tx.query(`SELECT app.link_end(id) FROM app.link WHERE kind = 'nomination' AND subject_id = $1`, [id])
    await closeTasks(tx, actor, id)
    const [days] = await tx.query<{ expires_on: string }[]>(
      'SELECT expires_on::text FROM app.nomination WHERE id = $1',
      [id],
    )
    const link = await makeLink(tx, this.keyring, this.directory, {
      kind: 'nomination',
      subjectId: id,
      applicationId: null,
      expiresOn: days?.expires_on ?? '',
      // The worker learns a way to the person only where it is to use it.
      address: isMailed ? contact.address : '',
      language: contact.language,
      shown: { by: contact.by },
      mail: isMailed ? 'nomination_invitation' : null,
    })
    if (isMailed) return null
    await tx.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, link_id) VALUES ($1, 'hand_over_link', 'coordinator', $2)`,
      [actor.editionId, link.id],
    )
    return { language: contact.language, token: link.token }
  }
}

const moveFrom = (state: NominationState): 'invite' | 'renew' => (state === 'named' ? 'invite' : 'renew')

// State, audit line and what follows from it are written by the function, under its lock.
async function moveNomination(
  tx: Tx,
  actor: StaffActor,
  id: string,
  { move, version }: Step,
): Promise<Outcome<null, NominationRefusal>> {
  const [row] = await tx.query<{ code: NominationRefusal | 'ok' | 'noop' }[]>(
    `SELECT code FROM app.nomination_move($1, $2, 'coordinator', $3, $4)`,
    [id, move, actor.accountId, version],
  )
  const code = row?.code ?? 'not_found'

  return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
}

/** What waited about an earlier link is done by making another. */
const closeTasks = (tx: Tx, actor: StaffActor, id: string): Promise<unknown> =>
  tx.query(
    `UPDATE app.staff_task t SET state = 'done', done_by = $2 FROM app.link l
     WHERE t.link_id = l.id AND l.kind = 'nomination' AND l.subject_id = $1 AND t.state = 'open'`,
    [id, actor.accountId],
  )
