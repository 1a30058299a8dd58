export { apartPairs } from './staff/apart/apart-pairs.js'
export { blindReads } from './staff/calibration/blind-reads.js'
export { Calibrator } from './staff/calibration/calibrator.js'
export { ReadReadiness } from './staff/readiness/read-readiness.js'
