import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { CallOutcome } from '#domain/vetting/call.js'
import { type CodeWord, openCodeWord, openParts, seeFile, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { Mailbox } from '#platform/mail/mailbox.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type HarmJudged, harmJudged } from '../desk/kept-mail.js'

export interface SafeChannel {
  readonly channel: string
  readonly handle?: string
  /** `neutral_only`: whatever is said there must mean nothing to who listens. */
  readonly safe?: string
}

/** How a person can be called; null where this session does not open it. */
export interface Reach {
  readonly name: string
  readonly pronouns: string | null
  readonly channels: readonly SafeChannel[]
  /** IANA zone and language of the person, and their rules for being reached. */
  readonly zone: string
  readonly language: string
  readonly rules: readonly string[]
}

export interface CallNote {
  readonly id: string
  readonly outcome: CallOutcome
  readonly author: string
  /** ISO dates. */
  readonly calledOn: string
  readonly againOn: string | null
}

export interface CallSheet {
  readonly file: SeenFile
  readonly reach: Reach | null
  readonly harm: HarmJudged
  /** What came of earlier calls, the newest first. */
  readonly calls: readonly CallNote[]
}

interface ContactValues {
  readonly display_name?: string
  readonly pronouns?: string
  readonly safe_channels?: readonly SafeChannel[]
}

interface Contact {
  readonly values: ContactValues
  readonly mailbox: Partial<Mailbox>
}

const callers = ['vetting_lead', 'coordinator', 'security_officer'] as const

/** True for who may call an applicant at all; whom they may call is a matter of the file. */
export const mayCall = (actor: StaffActor): boolean => hasRole(actor, ...callers)

/** What somebody needs in front of them who calls an applicant. */
@Injectable()
export class ReadCallSheet {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Without the code word; the audit line comes first. Refuses: not_found. */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<CallSheet, 'not_found'>> {
    const file = await this.file(actor, applicationId)
    if (!file) return refuse('not_found')
    const contact = await this.contact(actor, file)

    const harm = await harmJudged(this.database, applicationId)

    return done({ file, reach: contact && reachOf(contact), harm, calls: await this.calls(applicationId) })
  }

  /** The word, for who calls now. Refuses: not_found (file, role, or no key to the contact). */
  async word(actor: StaffActor, applicationId: string): Promise<Outcome<CodeWord, 'not_found'>> {
    const file = await this.file(actor, applicationId)
    if (!file?.seen.compartments.includes('contact')) return refuse('not_found')
    const word = await openCodeWord(this.tools(), actor, { applicationId, purpose: 'call' })
    return word ? done(word) : refuse('not_found')
  }

  private async file(actor: StaffActor, applicationId: string): Promise<SeenFile | null> {
    const file = mayCall(actor) ? await seeFile(this.database, actor, applicationId) : null
    return file?.seen.readsBlind ? null : file
  }

  private async contact(actor: StaffActor, { id, seen }: SeenFile): Promise<Contact | null> {
    if (!seen.compartments.includes('contact')) return null
    const line = { verb: 'call_sheet.opened', objectId: id, purpose: 'call' }
    const asked = { compartments: ['contact'], others: ['contact.mailbox'] }
    const { opened, said } = await openParts(this.tools(), actor, line, asked)
    const contact = said('contact')
    const mailboxes = opened.filter(({ schema }) => schema === 'contact.mailbox')

    if (!contact) return null
    const { values = {} } = contact

    // A later version of the mailbox says only what has changed.
    return { values, mailbox: Object.assign({}, ...mailboxes.map(({ value }) => value)) as Partial<Mailbox> }
  }

  private tools() {
    return { database: this.database, keyring: this.keyring }
  }

  private calls(applicationId: string): Promise<CallNote[]> {
    return this.database.query<CallNote>(
      `SELECT c.id, c.outcome, s.display_name AS author, c.called_on::text AS "calledOn", c.again_on::text AS "againOn"
       FROM app.call_note c JOIN app.staff_account s ON s.id = c.author_id WHERE c.application_id = $1 ORDER BY c.nth DESC`,
      [applicationId],
    )
  }
}

const reachOf = ({ values, mailbox }: Contact): Reach => ({
  name: values.display_name ?? '',
  pronouns: values.pronouns ?? null,
  channels: values.safe_channels ?? [],
  zone: mailbox.zone ?? 'UTC',
  language: mailbox.language ?? 'en',
  rules: mailbox.rules ?? [],
})
