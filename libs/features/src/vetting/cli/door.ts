/** The same use-cases the staff pages have, for the operator's demonstration. */
export { AnswerConflict } from '../staff/answer-conflict.js'
export { Reads } from '../staff/assignment/reads.js'
export { AssignReader } from '../staff/assign-reader.js'
export { JudgeHarm } from '../staff/desk/judge-harm.js'
export { RecordCheck } from '../staff/record-check.js'
export { RestrictFile } from '../staff/restricted/restrict-file.js'
export { SaveReview } from '../staff/save-review.js'
export { checkAtOnce, denyConflicts, judgeSafe, setReaders } from './vet-at-once.js'
