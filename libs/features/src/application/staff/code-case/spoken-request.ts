import { Injectable } from '@nestjs/common'
import { applicationLifecycle, type ApplicationState } from '#domain/application/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { moveApplication, type MoveRefusal } from '../../move-application.js'
import { lockFile } from '../lock-file.js'
import { seeFile, type SeenFile } from '../see-file.js'
import { type CodeWord, hasOpenedWord, isWordHeard, openCodeWord } from './code-word.js'

/** What one coordinator does for somebody who asks by voice. */
export const spokenMoves = ['withdraw', 'give_back'] as const
export type SpokenMove = (typeof spokenMoves)[number]

/** Acts that follow the code word, from the state the file is in; undoing takes two people and is put forward on the file. */
export const spokenMovesFrom = (state: string): (SpokenMove | 'undo_withdraw')[] =>
  ([...spokenMoves, 'undo_withdraw'] as const).filter(
    (move) => move in (applicationLifecycle[state as ApplicationState]?.moves ?? {}),
  )

export interface SpokenFile {
  readonly file: SeenFile
  /** This colleague heard the code word, and it is good for one act. */
  readonly isHeard: boolean
}

export type SpokenRefusal = MoveRefusal | 'code_word_missing' | 'code_word_unopened'

/** Somebody asks by voice: the code word first, then one act. */
@Injectable()
export class SpokenRequest {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** Null for absent and forbidden alike, and where nothing can be asked for. */
  async see(actor: StaffActor, applicationId: string): Promise<SpokenFile | null> {
    const file = await asked(this.database, actor, applicationId)
    if (!file) return null
    return { file, isHeard: await isWordHeard(this.database, applicationId, [actor.accountId]) }
  }

  /** Opens the word for this showing, logged before. Null for absent, forbidden, and without a key to `contact`. */
  async word(actor: StaffActor, applicationId: string): Promise<CodeWord | null> {
    if (!(await this.see(actor, applicationId))) return null
    const tools = { database: this.database, keyring: this.keyring }
    return openCodeWord(tools, actor, { applicationId, purpose: 'spoken_request' })
  }

  /** "They said it." A row without content. Refuses: not_found, code_word_unopened. */
  async heard(actor: StaffActor, applicationId: string): Promise<Outcome<null, 'not_found' | 'code_word_unopened'>> {
    if (!(await this.see(actor, applicationId))) return refuse('not_found')
    const look = { applicationId, purpose: 'spoken_request' } as const
    if (!(await hasOpenedWord(this.database, actor, look))) return refuse('code_word_unopened')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await asked(tx, actor, applicationId))) return refuse('not_found')
      if (!(await isWordHeard(tx, applicationId, [actor.accountId]))) {
        await tx.query('INSERT INTO app.word_check (application_id, account_id) VALUES ($1, $2)', [
          applicationId,
          actor.accountId,
        ])
      }
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'code_word.compared', objectId: applicationId })
      return done(null)
    })
  }

  /** Does what was asked, and uses the comparison up. Refuses: not_found, code_word_missing, stale, and what the move refuses. */
  async run(
    actor: StaffActor,
    applicationId: string,
    step: { readonly move: SpokenMove; readonly version: number },
  ): Promise<Outcome<{ state: string }, SpokenRefusal>> {
    if (!(await this.see(actor, applicationId))) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await asked(tx, actor, applicationId))) return refuse('not_found')
      if (!(await isWordHeard(tx, applicationId, [actor.accountId]))) return refuse('code_word_missing')
      const { move, version: expected } = step
      return moveApplication(tx, { applicationId, move, role: 'coordinator', actorId: actor.accountId, expected })
    })
  }
}

/** The file, where somebody may ask this colleague for something about it. */
async function asked(on: Database | Tx, actor: StaffActor, applicationId: string): Promise<SeenFile | null> {
  const file = await seeFile(on, actor, applicationId)
  return file && hasRole(actor, 'coordinator') && spokenMovesFrom(file.state).length > 0 ? file : null
}
