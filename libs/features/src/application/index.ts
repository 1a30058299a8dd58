export type { ApplicantSession } from './registration/applicant-session.js'
export { recordArrays } from './registration/record-arrays.js'
