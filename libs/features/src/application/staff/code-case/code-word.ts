import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'

/** What was agreed to be said: the word, or that the person wanted none. */
export interface CodeWord {
  readonly word: string | null
}

/** The code word of a file, its line of the log committed before anything is opened; null without a key to `contact`. */
export async function openCodeWord(
  keyring: Keyring,
  actor: StaffActor,
  { applicationId, purpose }: { readonly applicationId: string; readonly purpose: string },
): Promise<CodeWord | null> {
  const line = { verb: 'code_word.opened', objectId: applicationId, purpose }
  const query = { owners: [applicationId], schemas: ['contact.rest'] }
  const [record] = await keyring.open(actor.holder, line, query)
  if (!record) return null
  const { values } = record.value as { values?: { code_word?: string } }

  return { word: values?.code_word ?? null }
}

/** Nobody has compared a word they never opened. */
export async function hasOpenedWord(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  applicationId: string,
): Promise<boolean> {
  const rows = await database.query<unknown>(
    `SELECT 1 FROM audit.entry WHERE actor_id = $1 AND verb = 'code_word.opened' AND object_id = $2 LIMIT 1`,
    [actor.accountId, applicationId],
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
