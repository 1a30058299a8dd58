import type { IsoDate } from '../calendar/iso-date.js'
import type { CountryRow, CountryStatus } from './facts/rows.js'

/** Ordinary passports that need no visa for a short stay, as ISO codes. */
export interface FreePassports {
  /** Whatever the passport looks like. */
  readonly always: readonly string[]
  /** Only those with a chip. */
  readonly withChip: readonly string[]
  /** Only certain papers of that place. */
  readonly someDocuments: readonly string[]
  /** The day on which the oldest of these rows was compared with its source. */
  readonly checkedOn: IsoDate
}

const always: readonly CountryStatus[] = ['host', 'free_movement', 'exempt']
const listed: readonly CountryStatus[] = [...always, 'exempt_if_biometric', 'exempt_if_document']

/** The rows in force today that need no visa; what is not listed is to be asked of an embassy. */
export function freePassports(countries: readonly CountryRow[], today: IsoDate): FreePassports {
  const rows = countries.filter((row) => listed.includes(row.status) && holdsOn(row, today))
  const codes = (...statuses: readonly CountryStatus[]): string[] =>
    rows.filter(({ status }) => statuses.includes(status)).map(({ iso2 }) => iso2)

  return {
    always: codes(...always),
    withChip: codes('exempt_if_biometric'),
    someDocuments: codes('exempt_if_document'),
    checkedOn: rows.map(({ checkedOn }) => checkedOn).reduce((a, b) => (b < a ? b : a), today),
  }
}

const holdsOn = ({ validFrom, validTo }: CountryRow, today: IsoDate): boolean =>
  (validFrom === undefined || validFrom <= today) && (validTo === undefined || validTo >= today)
