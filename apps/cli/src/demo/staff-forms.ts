import { type Eligibility, reasonsMissing, type Scores } from '#domain/review/rubric.js'

/** The definition test of somebody who is inside. */
export const inside = { for_others: 'yes', universality: 'yes', peaceful: 'yes', reason: 'own_words' } as const

const reason = 'An invented reason, long enough for the rubric to take it.'

/** The form of a review that is sent at once: reasons where the rubric asks for them. */
export const reviewOf = ({ eligibility, scores }: { readonly eligibility: Eligibility; readonly scores: Scores }) => ({
  eligibility,
  scores,
  comment: '',
  note: '',
  version: 0,
  submit: true,
  reasons: Object.fromEntries(reasonsMissing(scores, {}).map((key) => [key, reason])),
})
