import { type IsoDate, isoDate } from '../calendar/iso-date.js'
import {
  type AirportTransitRow,
  airportTransitRows,
  type CountryRow,
  countryRows,
  type Fact,
  type UnrecognisedRow,
  unrecognisedRows,
} from './facts/rows.js'

/** One constant of visa-rules.md §1 with its source and the days it holds. */
export interface Rule<T> extends Fact {
  readonly value: T
}

const checkedOn = isoDate('2026-11-22')
const policy = 'platform policy'
const embassy = 'embassy pages of swedenabroad.se'
const unconfirmed = 'general knowledge: confirm with the Migration Agency'
const unnamed = 'page not named: confirm with the Migration Agency'

const rule = <T>(value: T, source: string, days: { from?: string; to?: string } = {}): Rule<T> => ({
  value,
  source,
  checkedOn,
  ...(days.from ? { validFrom: isoDate(days.from) } : {}),
  ...(days.to ? { validTo: isoDate(days.to) } : {}),
})

/** ETIAS has four phases; the present one is set by staff. */
export type EtiasPhase = 'not_started' | 'transition' | 'grace' | 'mandatory'

const schengenStates = 'AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
  ' ',
)

/** Constants of visa-rules.md §1; days are calendar days, money whole euros or kronor as named. */
const constants = {
  EARLIEST_MONTHS: rule({ standard: 6, seafarers: 9 }, 'swedenabroad.se Russia and Thailand pages'),
  LEGAL_MIN_DAYS: rule(15, 'swedenabroad.se Russia page'),
  DECISION_DAYS: rule({ standard: 15, longest: 45 }, 'swedenabroad.se Russia page'),
  SAFE_DAYS: rule(60, `${policy}: 45 decision + 7 passport return + 8 slack`),
  APPOINTMENT_LEAD_DAYS: rule(14, policy),
  PASSPORT_MARGIN_MONTHS: rule(3, `EU immigration portal, Sweden page; ${embassy}`),
  PASSPORT_MAX_AGE_YEARS: rule(10, `EU immigration portal, Sweden page; ${embassy}`),
  BLANK_PAGES: rule(2, 'embassy checklist (Riyadh, 2019)'),
  INSURANCE_MIN_EUR: rule(30_000, embassy),
  INSURANCE_WINDOW_DAYS: rule({ before: 1, after: 15 }, `${policy}: overnight flights, visa grace`),
  DAILY_FUNDS_SEK: rule(450, 'EU immigration portal'),
  FEE_EUR: rule(
    { adult: 90, child: 45, childUnder: 12, freeUnder: 6, reduced: 35, reducedFor: ['AM', 'AZ', 'BY'] },
    'immigrationactu; thinkeurope',
    { from: '2024-06-11' },
  ),
  FEE_WAIVER: rule({ oldest: 25 }, `immigrationactu; thinkeurope; Visa Code art. 16(6), ${unconfirmed}`),
  FINGERPRINTS: rule(
    { months: 59, exemptUnder: 12 },
    `swedenabroad.se Nairobi and Moscow pages; under 12: ${unconfirmed}`,
  ),
  STAY: rule({ days: 90, windowDays: 180 }, `visa-rules.md §1, ${unnamed}`),
  APPEAL_DAYS: rule(21, 'swedenabroad.se Khartoum page; enklajuridik.se'),
  REFUSAL_REASONS: rule(
    { papers: [2, 3, 4, 16], trust: [10, 11, 12, 13], stays: [5], listing: [6, 7, 8, 9] },
    `visa-rules.md §6, ${unconfirmed}`,
  ),
  ART25A: rule({ days: 45, nationalities: ['ET'] }, unconfirmed),
  RU_ENTRIES: rule({ nationalities: ['RU'] }, 'several reports of 2025-11-07', { from: '2025-11-07' }),
  EES: rule({ exempt: ['AD', 'MC', 'SM', 'VA'] }, 'visaverge; particle.news', { from: '2025-10-12' }),
  ETIAS: rule<{ phase: EtiasPhase; exempt: string[] }>(
    { phase: 'not_started', exempt: ['AD', 'MC', 'SM', 'VA'] },
    'etiasconnect 2026-05; europeannewstoday',
  ),
  SE_INTERNAL_CONTROLS: rule({ carry: ['passport', 'permit'] }, 'einpresswire', {
    from: '2025-11-12',
    to: '2026-05-11',
  }),
  MINOR_UNDER_YEARS: rule(18, 'visa-rules.md §9'),
  TIGHT_CONNECTION_MINUTES: rule(120, `${policy}: queues of the entry-exit system at the airport of entry`),
  TRANSIT_HUBS: rule(['GB', 'IE'], 'smithstonewalters 2014-12-02; docsbay DATV table; xpats.io'),
  SCHENGEN_STATES: rule(schengenStates, `schengen-visa-requirement.json, states of residence permits, ${unnamed}`),
  REFUGEE_DOCUMENTS: rule(
    ['refugee_1951', 'stateless_1954'],
    `visa-rules.md §2 row 4 with art. 6(2) of Reg (EU) 2018/1806, ${unnamed}`,
  ),
}

export type Constants = typeof constants
export type ConstantName = keyof Constants

/** One version of all rules: constants and fact rows. */
export interface RuleSet {
  readonly version: string
  readonly constants: Constants
  readonly countries: readonly CountryRow[]
  readonly unrecognised: readonly UnrecognisedRow[]
  readonly airportTransit: readonly AirportTransitRow[]
}

/** The rules shipped with this release; staff edit copies of it. */
export const shippedRules: RuleSet = {
  version: checkedOn,
  constants,
  countries: countryRows,
  unrecognised: unrecognisedRows,
  airportTransit: airportTransitRows,
}

/** What stands beside a result: the rule's name, its source and the day a person last compared the two. */
export interface Because {
  readonly rule: string
  readonly source: string
  readonly checkedOn: IsoDate
}

/** A fact with its name, as used in one assessment. */
export interface NamedFact extends Fact {
  readonly rule: string
}

export const named = (name: string, { source, checkedOn: on, validFrom, validTo }: Fact): NamedFact => ({
  rule: name,
  source,
  checkedOn: on,
  ...(validFrom ? { validFrom } : {}),
  ...(validTo ? { validTo } : {}),
})

/** One constant as a named fact. */
export const constantFact = (rules: RuleSet, name: ConstantName): NamedFact => named(name, rules.constants[name])

/** Row of a nationality or issuing country; none for unknown codes. */
export const countryOf = (rules: RuleSet, iso2: string | undefined): CountryRow | undefined =>
  rules.countries.find((row) => row.iso2 === iso2)

export const isSchengenState = (rules: RuleSet, iso2: string | undefined): boolean =>
  iso2 !== undefined && rules.constants.SCHENGEN_STATES.value.includes(iso2)
