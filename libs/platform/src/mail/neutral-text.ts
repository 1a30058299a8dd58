import type { MailText } from './compose.js'
import { type LinkMailClass, type NeutralMailClass, mailClasses } from './mail-class.js'
import type { Words } from '#words/index.js'
import type { Mailbox } from './mailbox.js'

/** The words of a neutral mail to an applicant or delegate: that there is an update, where to sign in, the mail mark. */
export function neutralText(
  words: Words,
  mailClass: NeutralMailClass,
  mailbox: Pick<Mailbox, 'rules' | 'mark' | 'host'>,
): MailText {
  const plain = mailbox.rules.includes('no_subject_detail')
  const subject = plain ? 'update' : mailClasses[mailClass].subject
  return {
    senderName: words('mail.sender'),
    subject: words(subject === 'answer_needed' ? 'mail.subject.answer_needed' : 'mail.subject.update'),
    paragraphs: [
      mailbox.host === null ? words('mail.sign_in') : words('mail.sign_in_at', { host: mailbox.host }),
      words('mail.never_asked'),
      words('mail.mark', { mark: mailbox.mark }),
    ],
  }
}

/** The words of the mail to a member of staff: that things wait, and where. */
export const staffText = (words: Words, host: string): MailText => ({
  senderName: words('mail.sender'),
  subject: words('mail.staff.subject'),
  paragraphs: [words('mail.staff.sign_in_at', { host })],
})

/**
 * The words of a mail to a referee or nominee. It names nobody and nothing; the address of the link stands alone on its
 * line and is not isolated, since mail programs would take the closing mark as part of it.
 */
export const linkText = (words: Words, mailClass: LinkMailClass, url: string): MailText => ({
  senderName: words('mail.sender'),
  subject: words('mail.subject.link'),
  paragraphs: [words(`mail.link.${mailClass}`), url, words('mail.link.button'), words('mail.link.mistake')],
})
