export { ReadReadiness } from './staff/readiness/read-readiness.js'
