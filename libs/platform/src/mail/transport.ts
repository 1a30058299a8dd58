import SMTPConnection, {
  type SMTPConnectionSendInfo,
  type SMTPEnvelope,
  type SMTPError,
} from 'nodemailer/lib/smtp-connection'
import { IdleConnections, openConnection } from './connections.js'
import { type BodyStage, MarkedBody } from './marked-body.js'
import { isSingleAddress } from './single-address.js'
import type { SmtpSettings } from './smtp-settings.js'

/** What became of a mail. Codes are SMTP reply codes; null means the server never answered. */
export type Delivery =
  | { readonly state: 'accepted' }
  | { readonly state: 'deferred'; readonly code: number | null }
  | { readonly state: 'rejected'; readonly code: number }
  | { readonly state: 'uncertain' }
  | { readonly state: 'lost_claim' }

export interface Handover {
  /** The stored address; goes into the envelope byte for byte. */
  readonly to: string
  /** A whole message, ASCII with CRLF line ends. */
  readonly raw: Buffer
  /** Commits `handing_over`; called once, after the server's 354 and before the first byte. */
  readonly mark: () => Promise<boolean>
}

/** RFC 5321: mailbox name not allowed. Ours for an address that is not exactly one. */
const notOneAddress = 553
/** The server wants other credentials: our trouble, not the address's. */
const signInCodes = new Set([530, 534, 535, 538])

interface Sent {
  readonly error: SMTPError | null
  readonly info?: SMTPConnectionSendInfo
  readonly stage: BodyStage
}

/** Hands single mails to the configured server over `smtp-connection`, never through `sendMail()` (SECURITY §6). */
export class SmtpTransport {
  private readonly idle = new IdleConnections()

  constructor(
    private readonly settings: SmtpSettings,
    readonly from: string,
  ) {}

  /** Sends one message to one address. Never throws for anything the server or the network does. */
  async deliver(handover: Handover): Promise<Delivery> {
    if (!isSingleAddress(handover.to)) return { state: 'rejected', code: notOneAddress }

    const kept = this.idle.take()
    const first = kept && (await this.send(kept, handover))
    if (first && !isStale(first)) return judge(first, handover)

    const opened = await openConnection(this.settings)
    if (!opened.ok) return { state: 'deferred', code: opened.error.responseCode ?? null }
    return judge(await this.send(opened.connection, handover), handover)
  }

  /** Closes the connections kept for the next mail. */
  close(): void {
    this.idle.close()
  }

  private async send(connection: SMTPConnection, { to, raw, mark }: Handover): Promise<Sent> {
    const envelope: SMTPEnvelope = { from: this.from, to: [to] }
    const body = new MarkedBody({
      raw,
      mark,
      mayStart: () => String(connection.lastServerResponse).startsWith('354') && isOnly(envelope.to, to),
    })
    const answer = await new Promise<Omit<Sent, 'stage'>>((resolve) => {
      connection.send(envelope, body, (error, info) => resolve({ error, ...(info && { info }) }))
    })
    const sent = { ...answer, stage: await body.stop() }
    if (answer.error) connection.close()
    else this.idle.keep(connection)
    return sent
  }
}

const isOnly = (recipients: unknown, to: string): boolean =>
  Array.isArray(recipients) && recipients.length === 1 && recipients[0] === to

/** A kept connection the server had already left: nothing was read from the body, so a fresh one may try. */
const isStale = ({ error, stage }: Sent): boolean =>
  error !== null && stage === 'untouched' && [undefined, 421].includes(error.responseCode)

function judge({ error, info, stage }: Sent, { raw }: Handover): Delivery {
  if (stage === 'lost') return { state: 'lost_claim' }
  const code = error?.responseCode ?? 0
  const left = stage === 'handed'
  if (code >= 500 && (left || isAboutMail(error))) return { state: 'rejected', code }
  if (!left) return { state: 'deferred', code: code >= 400 ? code : null }
  if (code >= 400) return { state: 'deferred', code }
  return error === null && isWhole(info, raw) ? { state: 'accepted' } : { state: 'uncertain' }
}

const isAboutMail = (error: SMTPError | null): boolean =>
  error?.code === 'EENVELOPE' && !signInCodes.has(error.responseCode ?? 0)

/** A 250 that came before the final dot was written answers something else. */
const isWhole = (info: SMTPConnectionSendInfo | undefined, raw: Buffer): boolean =>
  (info?.messageSize ?? 0) >= raw.length + '.\r\n'.length
