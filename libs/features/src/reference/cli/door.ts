/** References for the operator's demonstration. */
export { type AskedOf, askAtOnce, openNaming } from './ask-at-once.js'
