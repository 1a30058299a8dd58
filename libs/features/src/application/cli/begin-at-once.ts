import type { Tx } from '#platform/database/database.js'
import type { AccessKeys } from '#platform/vault/access.js'
import { sealForSession, type SessionToken } from '#platform/vault/session-box.js'

/** A file that is about to begin: through the open call, or through the link of somebody put forward. */
export interface Beginning {
  readonly keys: AccessKeys
  readonly token: SessionToken
  /** Session of the nominee's link. */
  readonly link?: SessionToken
}

export interface Begun {
  readonly id: string
  readonly caseNumber: string
}

/** Begins many files inside one transaction, by the functions both ways in call. In the order given. */
export async function beginAtOnce(tx: Tx, editionId: string, beginnings: readonly Beginning[]): Promise<Begun[]> {
  const begun: Begun[] = []
  for (const beginning of beginnings) begun.push(await begin(tx, editionId, beginning))
  return begun
}

const throughCall = 'SELECT b.application_id AS id FROM app.begin_application($1, $2, $3, $4, $5, NULL) b'
const throughLink = 'SELECT app.nomination_begin($1, $2, $3, $4, $5, NULL) AS id'

async function begin(tx: Tx, editionId: string, { keys, token, link }: Beginning): Promise<Begun> {
  const made = [keys.lookup, keys.pair.publicKey, token.hash, sealForSession(token, keys.seed)]
  const [row] = await tx.query<{ id: string | null }[]>(link ? throughLink : throughCall, [
    link?.hash ?? editionId,
    ...made,
  ])
  const [file] = await tx.query<{ case_number: string }[]>('SELECT case_number FROM app.application WHERE id = $1', [
    row?.id ?? null,
  ])
  if (!row?.id || !file) throw new Error('call_closed')
  return { id: row.id, caseNumber: file.case_number }
}
