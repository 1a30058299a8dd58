/** Which of the two fixed subjects a mail bears; `staff` is for our own people, `link` for referees and nominees. */
export type SubjectKind = 'update' | 'answer_needed' | 'staff' | 'link'

interface MailClassRow {
  readonly subject: SubjectKind
  /** Goes out at any hour: it answers what the person did this moment, or it is for staff at work. */
  readonly anyHour: boolean
}

/** Every mail there is. None says more than "there is an update", or "please open this link". */
export const mailClasses = {
  receipt: { subject: 'update', anyHour: true },
  question_waiting: { subject: 'update', anyHour: false },
  answer_waiting: { subject: 'update', anyHour: false },
  place_confirmed: { subject: 'update', anyHour: false },
  time_passed: { subject: 'update', anyHour: false },
  phase_notice: { subject: 'update', anyHour: false },
  lost_code_notice: { subject: 'update', anyHour: true },
  contact_changed: { subject: 'update', anyHour: true },
  note_answered: { subject: 'update', anyHour: false },
  reminder_digest: { subject: 'update', anyHour: false },
  answer_reminder: { subject: 'answer_needed', anyHour: false },
  staff_digest: { subject: 'staff', anyHour: true },
  second_asked: { subject: 'staff', anyHour: true },
  reveal_notice: { subject: 'staff', anyHour: true },
  reference_request: { subject: 'link', anyHour: true },
  reference_reminder: { subject: 'link', anyHour: true },
  nomination_invitation: { subject: 'link', anyHour: true },
} as const satisfies Record<string, MailClassRow>

export type MailClass = keyof typeof mailClasses

/** Mails that carry a personal link. */
export type LinkMailClass = Extract<MailClass, `reference_${string}` | `nomination_${string}`>
export type NeutralMailClass = Exclude<MailClass, LinkMailClass>

export const isMailClass = (name: string): name is MailClass => Object.hasOwn(mailClasses, name)

export const isLinkMail = (name: MailClass): name is LinkMailClass => mailClasses[name].subject === 'link'
