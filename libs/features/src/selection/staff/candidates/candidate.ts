import { createHash } from 'node:crypto'
import { comparableName } from '#domain/name/comparable-name.js'
import type { Estimate } from '#domain/review/calibration.js'
import { countryIn, type Family, type OpenedAnswers, valuesIn } from '#domain/selection/draft/families.js'

/** A person as the session that opened their records counts them. Never leaves the process; only counts do. */
export interface Candidate {
  readonly id: string
  readonly caseNumber: string
  readonly state: string
  readonly wave: string
  /** Another text after any change to what the person answered or where the file stands. */
  readonly stamp: string
  readonly isHeld: boolean
  /** The viewer may know of reviews of this file. */
  readonly knowsReviews: boolean
  /** Region, themes and languages of this person are theirs to know, and not counts alone. */
  readonly knowsProfile: boolean
  readonly values: Readonly<Record<Family, readonly string[]>>
  /** Opaque: the same for the same organisation or country. */
  readonly organisation: string | null
  readonly country: string | null
  /** What they ask us to pay for. */
  readonly costs: readonly string[]
  /** Both records that counts are made of were open to this session. */
  readonly isOpen: boolean
}

/** What staff may know of one candidate beside counts. */
export interface Judged {
  /** Calibrated where it could be, else the plain mean; null without a review. */
  readonly score: number | null
  readonly raw: number | null
  readonly calibrated: Estimate | null
  /** The strongest evidence of the findings that hold; null before there is any. */
  readonly grade: string | null
  /** Points of the checklist that do not fit. */
  readonly misfits: number
  /** Its reviews are all older than what the person wrote last. */
  readonly isOutOfDate: boolean
  /** Nobody has judged yet what a mail, a letter or publicity could cost them. */
  readonly isHarmOpen: boolean
}

type Answers = OpenedAnswers & {
  readonly organisation?: string
  readonly costs_needed?: readonly string[]
}

/** What is counted of somebody's answers. */
export function factsIn(answers: Answers): Pick<Candidate, 'values' | 'organisation' | 'country' | 'costs'> {
  return {
    values: valuesIn(answers),
    organisation: opaque('organisation', answers.organisation ?? ''),
    country: opaque('country', countryIn(answers) ?? ''),
    costs: (answers.costs_needed ?? []).filter((cost) => cost !== 'none'),
  }
}

/** Blank is nobody's: people without one share nothing. The key is compared in memory and stands in no row and on no page. */
function opaque(kind: 'organisation' | 'country', text: string): string | null {
  const plain = comparableName(text)
  return plain === '' ? null : createHash('sha256').update(`${kind} ${plain}`).digest('base64url')
}
