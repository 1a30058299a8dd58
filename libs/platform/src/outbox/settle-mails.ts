import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/database/database.js'

/** Whose mails: files, or personal links. */
export type MailsOf = { readonly files: readonly string[] } | { readonly links: readonly string[] }

/**
 * Takes mails that wait to have been handed over and accepted, by the functions a delivery calls, inside the caller's
 * transaction. For demonstrations, whose mailboxes exist nowhere.
 */
export async function settleMails(tx: Tx, whose: MailsOf): Promise<void> {
  const claim = randomUUID()
  const column = 'files' in whose ? 'application_id' : 'link_id'
  const rows = await tx.query<{ id: string }[]>(
    `SELECT c.id FROM app.outbox o, LATERAL app.outbox_claim(o.id, o.attempt, $2, 60) c
     WHERE o.${column} = ANY ($1) AND o.kind = 'mail' AND o.state = 'queued'`,
    ['files' in whose ? whose.files : whose.links, claim],
  )
  const ids = rows.map(({ id }) => id)
  await tx.query('SELECT app.outbox_mark(m.id, $2) FROM unnest($1::uuid[]) m (id)', [ids, claim])
  await tx.query(`SELECT app.outbox_settle(m.id, $2, 'accepted', 250, 0) FROM unnest($1::uuid[]) m (id)`, [ids, claim])
}
