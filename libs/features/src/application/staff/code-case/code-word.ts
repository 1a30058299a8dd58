import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { openParts } from '../open-parts.js'

/** What was agreed to be said: the word, or that the person wanted none. */
export interface CodeWord {
  readonly word: string | null
}

/** The file whose word is opened, and what for: a look for one thing stands for no other. */
interface Look {
  readonly applicationId: string
  readonly purpose: 'call' | 'lost_code' | 'spoken_request'
}

/**
 * The code word of a file as the person gave it last, its line of the log committed before anything is opened; null
 * without a key to `contact`.
 */
export async function openCodeWord(
  tools: { readonly database: Database; readonly keyring: Keyring },
  actor: StaffActor,
  { applicationId, purpose }: Look,
): Promise<CodeWord | null> {
  const line = { verb: 'code_word.opened', objectId: applicationId, purpose }
  const contact = (await openParts(tools, actor, line, { compartments: ['contact'] })).said('contact')
  const word = contact?.values?.['code_word']

  return contact ? { word: typeof word === 'string' ? word : null } : null
}

/** Nobody has compared a word they never opened. */
export async function hasOpenedWord(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  { applicationId, purpose }: Look,
): Promise<boolean> {
  const rows = await database.query<unknown>(
    `SELECT 1 FROM audit.entry WHERE actor_id = $1 AND verb = 'code_word.opened' AND object_id = $2 AND purpose = $3 LIMIT 1`,
    [actor.accountId, applicationId, purpose],
  )
  return rows.length > 0
}

/** One of these colleagues heard the word, today or yesterday, and it was not used for an act yet. */
export async function isWordHeard(
  database: Pick<Database, 'query'>,
  applicationId: string,
  people: readonly string[],
): Promise<boolean> {
  const [row] = await database.query<{ id: string | null }>('SELECT app.word_heard($1, $2) AS id', [
    applicationId,
    people,
  ])
  return row?.id != null
}
