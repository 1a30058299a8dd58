import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { newLinkToken } from '#platform/vault/link.js'
import { sealRecord, type SealedRecord, sealUnder } from '#platform/vault/record.js'

/** For whom a link is made, until which day it opens, and what its holder may see. */
export interface LinkOrder {
  readonly kind: 'reference' | 'nomination'
  readonly subjectId: string
  /** The person it is about, while they have an application. */
  readonly applicationId: string | null
  /** ISO date, the last day. */
  readonly expiresOn: string
  readonly address: string
  readonly language: string
  readonly shown: Readonly<Record<string, string>>
  /** Class of the first mail; null where a person hands the link over. */
  readonly mail: string | null
}

/**
 * Makes a link in a staff session: its row, the record the worker mails it from, what its holder sees, and the mail.
 * Answers its id and its token (base64url), which is shown to nobody but where a person must hand it over.
 */
export async function makeLink(
  tx: Tx,
  keyring: Keyring,
  directory: Directory,
  order: LinkOrder,
): Promise<{ id: string; token: string }> {
  const id = randomUUID()
  const link = newLinkToken()
  const token = link.token.toString('base64url')
  const { address, language } = order
  const place = { owner: id, version: 1 }
  const shown = { ...place, compartment: 'applicant', schema: 'link.shown' }
  const records: SealedRecord[] = [
    sealRecord({ ...place, compartment: 'contact', schema: 'link.mailbox' }, { address, language, token }, [
      directory.workerKey(),
    ]),
    { ...shown, id: randomUUID(), body: sealUnder(shown, order.shown, link.shownKey), wraps: [] },
  ]

  await tx.query(
    `INSERT INTO app.link (id, hash, kind, subject_id, application_id, expires_on) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, link.hash, order.kind, order.subjectId, order.applicationId, order.expiresOn],
  )
  for (const record of records) await keyring.store(tx, record, null)
  if (order.mail !== null) {
    await tx.query(`INSERT INTO app.outbox (kind, class, link_id) VALUES ('mail', $1, $2)`, [order.mail, id])
  }

  return { id, token }
}
