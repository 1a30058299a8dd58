import type { Assets } from '#ui/applicant-page.js'

/** What every page needs to know of where it is shown. */
export abstract class Place {
  abstract readonly assets: Assets
  /** A harmless site. */
  abstract readonly exit: string
  abstract readonly isPractice: boolean
  /** Sender of our mails, printed on the code sheet. */
  abstract readonly mailAddress: string
}
