/** Nominations for the operator's demonstration. */
export { nominateAtOnce } from './nominate-at-once.js'
