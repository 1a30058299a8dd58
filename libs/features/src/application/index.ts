export type { ApplicantSession } from './registration/applicant-session.js'
export { RefereeParts } from './registration/forms/references.form.js'
export { recordArrays } from './registration/record-arrays.js'
export { asReferee, type Referee, type RefereesToAsk } from './registration/referees-to-ask.js'
