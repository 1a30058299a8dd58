import MailComposer from 'nodemailer/lib/mail-composer'
import { Fault } from '#platform/fault.js'
import { isSingleAddress } from './single-address.js'

export interface MailText {
  readonly senderName: string
  readonly subject: string
  /** Paragraphs, joined by an empty line. */
  readonly paragraphs: readonly string[]
}

export interface MailFrame {
  readonly outboxId: string
  readonly to: string
  /** The configured sender address. */
  readonly from: string
  readonly sentAt: Date
}

/**
 * Builds a whole message: one plain text part, ASCII on the wire, headers of fixed shape, Message-ID from the outbox id.
 * Throws Fault `recipient_unfit` when the envelope would be anything but the one stored address, byte for byte.
 */
export async function composeMail(frame: MailFrame, text: MailText): Promise<Buffer> {
  const message = new MailComposer({
    from: { name: oneLine(text.senderName), address: frame.from },
    to: { name: '', address: frame.to },
    subject: oneLine(text.subject),
    text: `${text.paragraphs.join('\n\n')}\n`,
    textEncoding: 'base64',
    date: frame.sentAt,
    messageId: `<${frame.outboxId}@${hostOf(frame.from)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()

  const { from, to } = message.getEnvelope()
  if (!isSingleAddress(frame.to) || from !== frame.from || to.length !== 1 || to[0] !== frame.to) {
    throw new Fault('recipient_unfit')
  }
  return message.build()
}

const hostOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** Words come from our catalogues, but a header is one line whatever they hold. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')
