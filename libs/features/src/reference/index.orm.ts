export { referenceIds } from './reference-ids.js'
