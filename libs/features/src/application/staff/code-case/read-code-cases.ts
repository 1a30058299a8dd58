import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type CodeWord, openCodeWord } from './code-word.js'
import { type CodeCase, seeCodeCase, seeCodeCases } from './see-code-case.js'

/** Lost codes, and the one word two people compare by ear. */
@Injectable()
export class ReadCodeCases {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Open cases, oldest first. */
  list(actor: StaffActor): Promise<CodeCase[]> {
    return seeCodeCases(this.database, actor)
  }

  /** One case, open or over; null for absent and forbidden alike. */
  one(actor: StaffActor, id: string): Promise<CodeCase | null> {
    return seeCodeCase(this.database, actor, id)
  }

  /**
   * The code word, for the first of the two alone, its line of the log committed before anything is opened. Refuses:
   * not_found (no such open case, somebody else was first, or no key to `contact`).
   */
  async codeWord(actor: StaffActor, id: string): Promise<Outcome<CodeWord, 'not_found'>> {
    const found = await seeCodeCase(this.database, actor, id)
    const isTheirs = found?.checks.every(({ accountId }) => accountId === actor.accountId)
    if (!found || !isTheirs || found.state !== 'opened') return refuse('not_found')
    const tools = { database: this.database, keyring: this.keyring }
    const word = await openCodeWord(tools, actor, { applicationId: found.applicationId, purpose: 'lost_code' })

    return word ? done(word) : refuse('not_found')
  }
}
