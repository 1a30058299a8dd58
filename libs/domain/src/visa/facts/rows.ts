import { type IsoDate, isoDate } from '../../calendar/iso-date.js'
import type { TravelDocument } from '../visa-input.js'
import transit from './airport-transit.json' with { type: 'json' }
import countries from './countries.json' with { type: 'json' }
import unrecognised from './unrecognised-documents.json' with { type: 'json' }

/**
 * Where a rule comes from, the day its data was put together or a person last compared it with the source, and the days
 * it holds. A source nobody could name says so in its text.
 */
export interface Fact {
  readonly source: string
  readonly checkedOn: IsoDate
  readonly validFrom?: IsoDate
  readonly validTo?: IsoDate
}

export type CountryStatus =
  | 'host'
  | 'free_movement'
  | 'required'
  | 'exempt'
  | 'exempt_if_biometric'
  | 'exempt_if_document'
  | 'manual'
  | 'territory'

/** Short-stay rule of one nationality; `territory` rows are places and never a nationality. */
export interface CountryRow extends Fact {
  readonly iso2: string
  readonly iso3: string
  readonly name: string
  readonly status: CountryStatus
  readonly nationalityOf?: string
  readonly note?: string
  readonly documentRules?: readonly DocumentRule[]
}

/** An exemption suspended for some documents between two days. */
export interface DocumentRule {
  readonly documents: readonly string[]
  readonly visa: string
  readonly validFrom: IsoDate
  readonly validTo: IsoDate
}

/** A document some states do not stamp; `biometric` absent = with and without a chip. */
export interface UnrecognisedRow extends Fact {
  readonly nationality: string
  readonly document: TravelDocument
  readonly biometric?: boolean
  readonly states: readonly string[]
  readonly note?: string
}

/** Airport transit visa for staying airside; never read as "not needed". */
export interface AirportTransitRow extends Fact {
  readonly nationality: string
  readonly states: 'all' | readonly string[]
  readonly confidence: string
  readonly note?: string
}

interface Dated {
  readonly checkedOn?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly documentRules?: readonly Dated[]
}

/** Every date of a shipped row is read once at start, so a mistyped one stops the process. */
function checked<T extends Dated>(row: T): T {
  for (const date of [row.checkedOn, row.validFrom, row.validTo]) if (date !== undefined) isoDate(date)
  row.documentRules?.forEach(checked)

  return row
}

export const countryRows = countries.map(checked) as unknown as readonly CountryRow[]
export const unrecognisedRows = unrecognised.map(checked) as unknown as readonly UnrecognisedRow[]
export const airportTransitRows = transit.map(checked) as unknown as readonly AirportTransitRow[]
