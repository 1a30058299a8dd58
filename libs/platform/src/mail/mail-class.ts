/** Which of the two fixed subjects a mail bears; `staff` is the third, for our own people. */
export type SubjectKind = 'update' | 'answer_needed' | 'staff'

interface MailClassRow {
  readonly subject: SubjectKind
  /** Goes out at any hour: it answers what the person did this moment, or it is for staff at work. */
  readonly anyHour: boolean
}

/** Every neutral mail there is. None says more than "there is an update". */
export const mailClasses = {
  receipt: { subject: 'update', anyHour: true },
  question_waiting: { subject: 'update', anyHour: false },
  answer_waiting: { subject: 'update', anyHour: false },
  place_confirmed: { subject: 'update', anyHour: false },
  time_passed: { subject: 'update', anyHour: false },
  reminder_digest: { subject: 'update', anyHour: false },
  answer_reminder: { subject: 'answer_needed', anyHour: false },
  staff_digest: { subject: 'staff', anyHour: true },
} as const satisfies Record<string, MailClassRow>

export type MailClass = keyof typeof mailClasses

export const isMailClass = (name: string): name is MailClass => Object.hasOwn(mailClasses, name)
