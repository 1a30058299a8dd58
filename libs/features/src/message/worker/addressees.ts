import type { Sql } from '#platform/database/sql.js'
import type { MailText } from '#platform/mail/compose.js'
import {
  isLinkMail,
  type LinkMailClass,
  type MailClass,
  mailClasses,
  type NeutralMailClass,
} from '#platform/mail/mail-class.js'
import { mailWordsFor } from '#platform/mail/mail-words.js'
import { judgeMail } from '#platform/mail/mailbox.js'
import { linkText, neutralText, staffText } from '#platform/mail/neutral-text.js'
import { isSingleAddress } from '#platform/mail/single-address.js'
import type { ClaimedRow } from '#platform/outbox/outbox-store.js'
import type { Mailboxes } from './mailboxes.js'

/** Whom a row's mail goes to, or why it does not go: later, never to this person, nobody left, no record. */
export type Addressee =
  | { readonly kind: 'send'; readonly to: string; readonly text: MailText }
  | { readonly kind: 'wait' | 'never' | 'gone' | 'unknown' }

/** Hosts a mail may name. */
export interface NamedHosts {
  readonly registration: readonly string[]
  readonly staff: string
  /** Origin under which personal links open. */
  readonly links: string
}

/** Finds the addressee of a mail row and what the mail may say to them. */
export class Addressees {
  constructor(
    private readonly sql: Sql,
    private readonly mailboxes: Mailboxes,
    private readonly hosts: NamedHosts,
  ) {}

  async of(row: ClaimedRow, mailClass: MailClass): Promise<Addressee> {
    if (row.staff_account_id !== null) return this.staff(row.staff_account_id)
    if (isLinkMail(mailClass)) return row.link_id === null ? { kind: 'gone' } : this.link(row.link_id, mailClass)
    // Erasing a person takes the id off the row.
    return row.application_id === null ? { kind: 'gone' } : this.applicant(row, mailClass, row.application_id)
  }

  private async applicant(row: ClaimedRow, mailClass: NeutralMailClass, applicationId: string): Promise<Addressee> {
    // The notice of a change goes to where mail went before it.
    const version = mailClass === 'contact_changed' ? row.subject_version : null
    const found = await this.mailboxes.open(applicationId, version)
    if (!found) return { kind: 'unknown' }
    const verdict = judgeMail(found.mailbox, row.now, mailClasses[mailClass].anyHour)
    if (verdict === 'never') return { kind: 'never' }
    if (found.isHeld || verdict === 'wait') return { kind: 'wait' }

    const { address, language, host } = found.mailbox
    // A host that is no longer ours, or never was, is not named.
    const named = host !== null && this.hosts.registration.includes(host) ? host : null
    const text = neutralText(mailWordsFor(language), mailClass, { ...found.mailbox, host: named })
    return { kind: 'send', to: address, text }
  }

  private async link(linkId: string, mailClass: LinkMailClass): Promise<Addressee> {
    const found = await this.mailboxes.openLink(linkId)
    if (!found) return { kind: 'gone' }
    if (found.isHeld) return { kind: 'wait' }
    if (!isSingleAddress(found.address)) return { kind: 'unknown' }

    const words = mailWordsFor(found.language)
    const url = `${this.hosts.links}/${words.lang}/link/${found.token}`
    return { kind: 'send', to: found.address, text: linkText(words, mailClass, url) }
  }

  private async staff(accountId: string): Promise<Addressee> {
    const query = `SELECT address FROM app.staff_account WHERE id = $1 AND state = 'active'`
    const account = await this.sql.one<{ address: string | null }>(query, [accountId])
    if (!account?.address) return { kind: 'gone' }
    return { kind: 'send', to: account.address, text: staffText(mailWordsFor('en'), this.hosts.staff) }
  }
}
