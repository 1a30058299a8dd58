/** The same use-cases the staff pages have, for the operator's demonstration. */
export { DecisionMemos } from '../staff/decision-memos.js'
export { ProposeDecision } from '../staff/propose-decision.js'
export { ReleaseWave } from '../staff/release-wave.js'
export { SecondDecision } from '../staff/second-decision.js'
export { agreeAtOnce } from './agree-at-once.js'
