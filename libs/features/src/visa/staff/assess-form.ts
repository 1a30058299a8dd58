import { isoDate } from '#domain/calendar/iso-date.js'
import { renewalFlag } from '#domain/task/facts.js'
import { assess } from '#domain/visa/assess.js'
import { type Because, shippedRules } from '#domain/visa/rule-set.js'
import type { Assessment } from '#domain/visa/visa-input.js'
import { engineInput } from './engine-input.js'

/** The engine's answer with every rule it rests on and the version of the rules. */
export interface Assessed {
  readonly result: Assessment
  readonly because: readonly Because[]
  readonly rulesOn: string
}

interface TripDays {
  readonly arrival_on: string
  readonly departure_on: string
  readonly today: string
}

/** Runs the engine over a travel form for the days of the edition. */
export function assessForm(values: Readonly<Record<string, unknown>>, days: TripDays): Assessed {
  const trip = {
    arrival: isoDate(days.arrival_on),
    departure: isoDate(days.departure_on),
    today: isoDate(days.today),
  }
  const { assessment, because } = assess(engineInput(values, trip), shippedRules)
  return { result: assessment, because, rulesOn: shippedRules.version }
}

/** The least of a result that the work outside needs: no flag that would tell a country, a nationality or an age. */
export const workflowFlags = (flags: readonly string[]): string[] =>
  flags.some((flag) => flag.startsWith('PASSPORT_')) ? [renewalFlag] : []
