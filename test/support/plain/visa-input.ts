import { isoDate } from '#domain/calendar/iso-date.js'
import { assess } from '#domain/visa/assess.js'
import { type RuleSet, shippedRules } from '#domain/visa/rule-set.js'
import type { Assessment, VisaInput } from '#domain/visa/visa-input.js'

/** Somebody who needs a visa and has everything in order: case v01. */
export const plainVisaInput: VisaInput = {
  nationality: 'KE',
  birth: isoDate('1988-05-20'),
  passport_issue: isoDate('2021-06-01'),
  passport_expiry: isoDate('2031-05-31'),
  blank_pages: 6,
  arrival: isoDate('2027-04-11'),
  departure: isoDate('2027-04-16'),
  today: isoDate('2026-12-01'),
}

/** The engine's answer for that person with some facts changed. */
export const assessed = (change: Partial<VisaInput>, rules: RuleSet = shippedRules): Assessment =>
  assess({ ...plainVisaInput, ...change }, rules).assessment
