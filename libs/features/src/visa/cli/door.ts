/** The same use-cases the travel desk has, for the operator's demonstration. */
export { ConfirmAssessment } from '../staff/confirm-assessment.js'
export { OpenVisaCase } from '../staff/open-visa-case.js'
export { RecordVisaStep } from '../staff/record-visa-step.js'
export { ReadVisaCase } from '../staff/read-visa-case.js'
