import {
  type Criterion,
  criterionKeys,
  type Score,
  scoreOf as weightedScore,
  type Scores,
} from '#domain/review/rubric.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import type { ReviewForm as SavedForm } from '#features/vetting/staff/save-review.js'
import type { ShownReview } from '#features/vetting/staff/read-reviews.js'
import { reasonField, reviewFields, ReviewForm, type ScoreText, type TypedScores } from './review.form.js'

/** A review on the page: what was typed, and what is wrong with it. */
export interface ReviewDraft {
  readonly values: Partial<Omit<ReviewForm, 'version' | 'profile' | 'act'>> & TypedScores
  /** Field → code: `score`, `reason`, `eligibility`, `too_long`. */
  readonly errors: Readonly<Record<string, string>>
  /** Of the saved review it was typed on; 0 before the first save. */
  readonly version: number
  /** Another window saved since. */
  readonly isStale?: boolean
  /** The review was handed in since: nothing of this is saved. */
  readonly isLate?: boolean
}

const scoreOf = (text: ScoreText): Score => (text === 'na' ? 'na' : (Number(text) as Score))

export interface TypedReview {
  readonly draft: ReviewDraft
  readonly profileNumber: number
  readonly isSubmit: boolean
}

/** Reads a posted review. Fault `malformed_form` for what our page cannot send. */
export function typedReview(body: unknown): TypedReview {
  const { values, errors } = readForm(ReviewForm, body)
  const { version, profile, act, ...typed } = values as Partial<ReviewForm> & TypedScores
  const unfit = Object.values(errors).some((code) => code !== 'too_long' && code !== 'plain_text')
  if (unfit || version === undefined || profile === undefined || act === undefined) throw new Fault('malformed_form')

  return {
    draft: { values: typed, errors, version: Number(version) },
    profileNumber: Number(profile),
    isSubmit: act === 'submit',
  }
}

/** A typed review as it is saved. */
export function reviewFormOf({ draft, profileNumber, isSubmit }: TypedReview): SavedForm {
  const { version, values } = draft
  const { eligibility, comment = '', note = '', reach } = values
  const isPrivate = reach === undefined ? undefined : reach === 'private'
  return { ...rubricOf(draft), eligibility, comment, note, isPrivate, version, profileNumber, submit: isSubmit }
}

/** What the scores typed so far come to, and how many there are; null before the first. */
export function soFar(draft: ReviewDraft): { readonly score: number | null; readonly given: number } | null {
  const { scores } = rubricOf(draft)
  const given = Object.keys(scores).length
  return given === 0 ? null : { score: weightedScore(scores), given }
}

/** Scores and reasons as the rubric knows them. */
function rubricOf({ values }: ReviewDraft): { scores: Scores; reasons: Partial<Record<Criterion, string>> } {
  const scores = criterionKeys.flatMap((key) => {
    const text = values[key]
    return text === undefined ? [] : [[key, scoreOf(text)] as const]
  })
  const reasons = criterionKeys.flatMap((key) => {
    const text = values[reasonField(key)]
    return text === undefined ? [] : [[key, text] as const]
  })
  return { scores: Object.fromEntries(scores), reasons: Object.fromEntries(reasons) }
}

/** A saved review, ready to be typed on. */
export function draftOf(review: ShownReview | null): ReviewDraft {
  if (!review) return { values: {}, errors: {}, version: 0 }
  const pairs = criterionKeys.flatMap((key) => {
    const score = review.scores[key]
    return [
      [key, score === undefined ? undefined : String(score)] as const,
      [reasonField(key), review.text?.reasons[key]],
    ]
  })
  const { eligibility, text, note, isPrivate, version } = review
  return {
    values: {
      ...Object.fromEntries(pairs),
      eligibility: eligibility ?? undefined,
      comment: text?.comment,
      note: note ?? undefined,
      reach: isPrivate ? 'private' : 'shared',
    },
    errors: {},
    version,
  }
}

/** A field that was typed in one way and is saved in another; '' for nothing. */
export interface Difference {
  readonly name: string
  readonly isChosen: boolean
  readonly typed: string
  readonly saved: string
}

/** Every field of a typed review beside what is saved, in the order of the page. */
export const besideSaved = (typed: ReviewDraft, saved: ReviewDraft): Difference[] =>
  reviewFields.map((field) => ({ ...field, typed: textIn(typed, field.name), saved: textIn(saved, field.name) }))

const textIn = ({ values }: ReviewDraft, name: string): string =>
  (values as Readonly<Record<string, string | undefined>>)[name] ?? ''
