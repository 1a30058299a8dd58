import type { Assets } from '#ui/applicant-page.js'
import type { Lang } from '#words/index.js'

/** What every page needs to know of where it is shown. */
export abstract class Place {
  abstract readonly assets: Assets
  /** A harmless site for readers of each language. */
  abstract readonly exits: Readonly<Record<Lang, string>>
  abstract readonly isPractice: boolean
  /** Sender of our mails, printed on the code sheet. */
  abstract readonly mailAddress: string
  /** Our hosts, which a person may let our mails name. */
  abstract readonly hosts: readonly string[]
}
