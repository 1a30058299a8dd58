import { randomUUID } from 'node:crypto'
import { makeLink, pressLink } from '#features/link/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { settleMails } from '#platform/outbox/settle-mails.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import type { NominationForm } from '../nomination.form.js'
import { sealNomination } from '../seal-nomination.js'

/** Who puts whom forward, and how far that has come: `pressed` is the button of the mailed link. */
export interface Nominated {
  readonly editionId: string
  readonly actorId: string
  readonly form: NominationForm
  readonly flags: readonly string[]
  readonly upTo: 'named' | 'invited' | 'pressed'
}

interface Keys {
  readonly keyring: Keyring
  readonly directory: Directory
}

/**
 * A coordinator puts somebody forward and invites them by mail, who presses the button, inside the caller's transaction and
 * by the functions of both pages. Answers the session of the link once it was pressed.
 */
export async function nominateAtOnce(tx: Tx, keys: Keys, told: Nominated): Promise<SessionToken | undefined> {
  const { editionId, actorId, form, flags, upTo } = told
  const id = randomUUID()
  const agreed = form.nominee_agreed === 'yes'
  const [row] = await tx.query<{ number: string | null }[]>('SELECT app.nomination_add($1, $2, $3, $4, $5) AS number', [
    id,
    editionId,
    actorId,
    agreed,
    flags,
  ])
  if (!row?.number) throw new Error('not_named')
  for (const record of sealNomination(keys.directory, id, form, '')) await keys.keyring.store(tx, record, null)
  if (upTo === 'named') return undefined
  const token = await invite(tx, keys, { id, actorId, form })
  return upTo === 'pressed' ? pressLink(tx, token) : undefined
}

async function invite(
  tx: Tx,
  { keyring, directory }: Keys,
  { id, actorId, form }: { readonly id: string; readonly actorId: string; readonly form: NominationForm },
): Promise<string> {
  const [moved] = await tx.query<{ code: string }[]>(
    `SELECT code FROM app.nomination_move($1, 'invite', 'coordinator', $2, 1)`,
    [id, actorId],
  )
  if (moved?.code !== 'ok') throw new Error(`invite ${moved?.code}`)
  const [days] = await tx.query<{ expires_on: string }[]>('SELECT expires_on::text FROM app.nomination WHERE id = $1', [
    id,
  ])
  const link = await makeLink(tx, keyring, directory, {
    kind: 'nomination',
    subjectId: id,
    applicationId: null,
    expiresOn: days?.expires_on ?? '',
    address: form.nominee_address,
    language: form.nominee_language,
    shown: { by: '' },
    mail: 'nomination_invitation',
  })
  await settleMails(tx, { links: [link.id] })
  return link.token
}
