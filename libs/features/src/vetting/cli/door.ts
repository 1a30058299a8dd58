/** The same use-cases the staff pages have, for the operator's demonstration. */
export { AnswerConflict } from '../staff/answer-conflict.js'
export { AssignReader } from '../staff/assign-reader.js'
export { JudgeHarm } from '../staff/desk/judge-harm.js'
export { RecordCheck } from '../staff/record-check.js'
export { SaveReview } from '../staff/save-review.js'
