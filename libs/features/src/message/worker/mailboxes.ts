import type { Sql } from '#platform/database/sql.js'
import type { Mailbox } from '#platform/mail/mailbox.js'
import { keyId, type KeyPair } from '#platform/vault/keys.js'
import { openWithPair } from '#platform/vault/record.js'

interface SealedMailbox {
  readonly schema_id: string
  readonly version: number
  readonly body: Buffer
  readonly wrap: Buffer
  readonly is_held: boolean
}

export interface OpenMailbox {
  readonly mailbox: Mailbox
  /** A hold or a duress signal keeps every mail of this person back. */
  readonly isHeld: boolean
}

/** What a personal link is mailed from. */
export interface OpenLink {
  readonly address: string
  readonly language: string
  /** base64url */
  readonly token: string
  /** The person the link is about is on hold. */
  readonly isHeld: boolean
}

/** The records the worker's key opens: mailbox records, and nothing else of anybody. */
export class Mailboxes {
  constructor(
    private readonly sql: Sql,
    private readonly pair: KeyPair,
  ) {}

  /** All versions (up to one, where named) laid over each other. Undefined when there is no record for the worker. Faults `wrap_not_ours`, `seal_broken`. */
  async open(applicationId: string, upTo: number | null = null): Promise<OpenMailbox | undefined> {
    const values = [applicationId, keyId(this.pair.publicKey), upTo]
    const rows = await this.sql.query<SealedMailbox>('SELECT * FROM app.mailbox_record($1, $2, $3)', values)
    const [newest] = rows
    if (!newest) return undefined

    // A later version says what has changed: the public process cannot read the ones before it.
    const versions = rows.toReversed().map((row) => {
      const place = { owner: applicationId, compartment: 'contact', schema: row.schema_id, version: row.version }
      return openWithPair(place, row.body, row.wrap, this.pair) as Partial<Mailbox>
    })
    return { mailbox: Object.assign({}, ...versions) as Mailbox, isHeld: newest.is_held }
  }

  /** Undefined once the link is over. */
  async openLink(linkId: string): Promise<OpenLink | undefined> {
    const values = [linkId, keyId(this.pair.publicKey)]
    const row = await this.sql.one<Omit<SealedMailbox, 'schema_id'>>('SELECT * FROM app.link_mailbox($1, $2)', values)
    if (!row) return undefined

    const place = { owner: linkId, compartment: 'contact', schema: 'link.mailbox', version: row.version }
    const opened = openWithPair(place, row.body, row.wrap, this.pair) as Omit<OpenLink, 'isHeld'>
    return { ...opened, isHeld: row.is_held }
  }
}
