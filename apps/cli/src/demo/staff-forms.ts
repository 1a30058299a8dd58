import { criterionKeys } from '#domain/review/rubric.js'
import type { PlannedRead } from './plan.js'

const reason = 'An invented reason, long enough for the rubric to take it.'

/** The form of a review that was sent at once: reasons where the rubric asks for them. */
export function reviewOf({ eligibility, scores }: PlannedRead) {
  const reasoned = criterionKeys.filter((key) => [1, 2, 5].includes(Number(scores[key])))
  return {
    eligibility,
    scores,
    comment: '',
    version: 0,
    submit: true,
    reasons: Object.fromEntries(reasoned.map((key) => [key, reason])),
  }
}
