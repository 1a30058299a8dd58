export { apartPairs } from './staff/apart/apart-pairs.js'
export { blindReads } from './staff/calibration/blind-reads.js'
export { Calibrator } from './staff/calibration/calibrator.js'
export { exclusionOf } from './staff/conflict/exclusion.js'
export { haveExclusionsChanged, type KnownExclusions, knownExclusions } from './staff/conflict/known-exclusions.js'
export { type HarmJudged, harmJudged } from './staff/desk/kept-mail.js'
export {
  documentSchema,
  documentsStamp,
  passedDocuments,
  valuesWithDocument,
  withoutOld,
} from './staff/desk/passed-documents.js'
export { ReadReadiness } from './staff/readiness/read-readiness.js'
