import type { IsoDate } from '../calendar/iso-date.js'

export type TravelDocument =
  | 'ordinary'
  | 'service'
  | 'diplomatic'
  | 'official'
  | 'refugee_1951'
  | 'stateless_1954'
  | 'hk_sar'
  | 'mo_sar'
  | 'bno'
  | 'other_travel_document'
  | 'none_yet'

export interface SchengenVisa {
  readonly valid_from: IsoDate
  readonly valid_to: IsoDate
  readonly entries_left: number
  /** States of a visa with limited territorial validity; absent or empty = all. */
  readonly ltv_states?: readonly string[]
}

/** Facts of one person's document and trip, names as in visa-rules.md §9; countries ISO 3166-1 alpha-2, XK, XX = stateless. */
export interface VisaInput {
  readonly nationality: string
  /** Absent = `ordinary`. */
  readonly document?: TravelDocument
  readonly document_issuer?: string
  /** Absent = true. */
  readonly biometric?: boolean
  /** False = no machine-readable line; absent = true. */
  readonly has_mrz?: boolean
  readonly tw_id_number?: boolean
  readonly passport_issue?: IsoDate
  readonly passport_expiry?: IsoDate
  readonly blank_pages?: number
  readonly birth: IsoDate
  readonly residence?: string
  /** Absent = true. */
  readonly residence_legal?: boolean
  /** Residence permit or long-stay visa; `valid_to: null` = without end. */
  readonly schengen_residence_permit?: { readonly state: string; readonly valid_to: IsoDate | null }
  readonly schengen_visa?: SchengenVisa
  readonly stays?: readonly (readonly [entry: IsoDate, exit: IsoDate])[]
  readonly last_fingerprints?: IsoDate
  readonly ngo_representative?: boolean
  /** Countries of change on the way in, in order. */
  readonly transit?: readonly string[]
  readonly other_nationalities?: readonly string[]
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly today: IsoDate
  /** Absent = today. */
  readonly planned_lodge?: IsoDate
}

export type VisaPath = 'required' | 'not_required' | 'manual'
export type Timeline = 'too_early' | 'open' | 'at_risk' | 'too_late'
export type Basis =
  | 'EU_EFTA_CITIZEN'
  | 'SCHENGEN_RESIDENCE_PERMIT'
  | 'PERMIT_EXPIRES_BEFORE_DEPARTURE'
  | 'VALID_SCHENGEN_VISA'
  | 'TRAVEL_DOC_OF_SCHENGEN_STATE'
  | 'REFUGEE_OR_STATELESS_ANNEX_I'
  | 'REFUGEE_OR_STATELESS_ANNEX_II'
  | 'EXEMPT_DOCUMENT'
  | 'DOC_NOT_RECOGNISED_SE'
  | 'ANNEX_I'
  | 'EXEMPT_NATIONALITY'
  | 'EXEMPT_BIOMETRIC'
  | 'NON_BIOMETRIC'
  | 'DOC_CATEGORY_SUSPENDED'
  | 'RULE_EXPIRES_BEFORE_TRAVEL'
  | 'NO_ID_NUMBER'
  | 'NO_RULE'

export interface LodgingDays {
  readonly earliest_lodge: IsoDate
  readonly latest_lodge_legal: IsoDate
  readonly latest_lodge_safe: IsoDate
  readonly timeline: Timeline
}

/** A test is null when there is nothing to test. */
export interface PassportTest {
  readonly min_expiry: IsoDate
  readonly expiry_ok: boolean | null
  readonly age_ok: boolean | null
  readonly pages_ok: boolean | null
}

export interface InsuranceWindow {
  readonly min_from: IsoDate
  readonly min_to: IsoDate
  readonly recommended_from: IsoDate
  readonly recommended_to: IsoDate
}

export interface StayCount {
  readonly stay_days: number
  readonly max_used: number
  readonly ok: boolean
}

type OrNull<T> = { readonly [K in keyof T]: T[K] | null }

/** Output contract of visa-rules.md §9: a plan and warnings, never a promise of a visa. `flags` are sorted. */
export interface Assessment extends OrNull<LodgingDays> {
  readonly visa: VisaPath
  readonly basis: Basis
  readonly passport: PassportTest
  readonly insurance: InsuranceWindow | null
  readonly fee_eur: number | null
  readonly fingerprints: 'collect' | 'reuse' | 'exempt_under_12' | null
  readonly ninety_180: StayCount | null
  readonly etias: 'check_status' | 'not_applicable'
  readonly ees: boolean
  readonly flags: readonly string[]
}
