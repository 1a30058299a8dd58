import { tracks } from '#domain/application/tracks.js'
import { themes } from '#domain/application/themes.js'
import type { Draw } from './draw.js'
import type { Origin } from './peoples/origin.js'
import { origins } from './peoples/origins.js'

/** Answers of one invented person, section by section, as the JSON bodies of the form. */
export interface Invented {
  readonly origin: Origin
  readonly name: string
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const roles = [
  'lawyer',
  'journalist',
  'community_organiser',
  'ngo_staff',
  'artist',
  'trade_union',
  'health',
  'academic',
]
const organisations = [
  'River Watch',
  'Open Door Legal Aid',
  'Night Clinic',
  'Public Record',
  'Fair Thread',
  'Seven Hills Radio',
]
const visaFree = new Set(['CO', 'BR', 'GT', 'MX', 'UA', 'GE'])

/** Draws one person. The mailbox is at a domain that exists nowhere; `mailbox` is the number in it. */
export function invented(draw: Draw, number: number, mailbox = number): Invented {
  const origin = draw.one(origins)
  const name = nameFrom(draw, origin)

  return { origin, name, answers: { ...aboutPerson(draw, origin, name, mailbox), ...aboutWork(draw, origin, number) } }
}

// One Chinese name is family name first and without a space.
const nameFrom = (draw: Draw, origin: Origin): string => {
  const [given, family] = [draw.one(origin.given), draw.one(origin.family)]
  return origin.answers === 'zh-Hans' ? `${family}${given}` : `${given} ${family}`
}

const aboutPerson = (draw: Draw, origin: Origin, name: string, mailbox: number) => ({
  start: {
    form_language: origin.pages,
    answer_language: origin.answers,
    safety_notice_ack: true,
    adult_on_arrival: 'yes',
    ...(draw.chance(0.04)
      ? { applying_for: 'proxy', proxy_consent: proxy(draw, origin, mailbox) }
      : { applying_for: 'self' }),
  },
  contact: { display_name: name, code_word: draw.one(['river', 'lantern', 'orchard', 'saffron']) },
  channels: {
    safe_channels: [{ channel: 'email', safe: 'yes' }],
    contact_email: `person-${mailbox}@applicants.invalid`,
  },
  place: placeOf(draw, origin),
  risk: {
    risk_if_attendance_known: draw.one(['none', 'some', 'serious', 'life']),
    risk_sources: [draw.one(['state', 'company', 'armed_group', 'online', 'prefer_not'])],
    travel_ban_or_case: draw.chance(0.1) ? 'yes' : 'no',
  },
  safety: { visibility_wish: draw.one(['nobody', 'delegates_only', 'public_ok']) },
  balance: balanceOf(draw),
  consents: { consents: ['processing'], heard_from: draw.one(['partner', 'colleague', 'search']) },
})

// Some live in the country of their neighbours.
function placeOf(draw: Draw, origin: Origin) {
  const isAway = draw.chance(0.06)
  const home = isAway ? draw.one(origins) : origin
  return {
    country_of_residence: home.country,
    time_zone: home.zone,
    region_of_work: [origin.country],
    in_exile: isAway ? 'yes' : 'no',
    travel_document_kind: draw.chance(0.9) ? 'passport' : draw.one(['none', 'refugee_or_stateless', 'expired']),
    visa_for_sweden_known: visaFree.has(origin.country)
      ? 'do_not_need'
      : draw.one(['need', 'need', 'need', 'do_not_know']),
  }
}

const balanceOf = (draw: Draw) => ({
  costs_needed: ['flight', 'visa'],
  access_feasibility: draw.chance(0.15) ? 'yes' : 'no',
  first_international_event: draw.chance(0.6) ? 'yes' : 'no',
  age_band: draw.one(['18-24', '25-34', '25-34', '35-44', '45-59', '60+']),
  gender: draw.one(['woman', 'woman', 'man', 'man', 'another', 'prefer_not']),
})

const proxy = (draw: Draw, origin: Origin, number: number) => ({
  name: nameFrom(draw, origin),
  relation: 'colleague',
  channel: `proxy-${number}@proxies.invalid`,
  how_agreed: 'We spoke, I read every answer back, and it was agreed.',
  agreed_on: '2026-09-01',
  language: origin.answers,
  code_kept_by: draw.one(['person', 'proxy']),
})

const aboutWork = (draw: Draw, origin: Origin, number: number) => ({
  work: {
    role_types: [draw.one(roles)],
    themes: draw.some(themes, 2),
    ...(draw.chance(0.5) && {
      organisation: `${draw.one(organisations)} ${origin.country}`,
      org_contact_allowed: 'no',
    }),
    languages: [{ lang: origin.answers, level: 'first' }],
  },
  story: { work_summary: origin.summary },
  example: { recent_example: origin.example },
  conference: {
    why_now: origin.why,
    tracks: draw.some(tracks, 2),
    mode: 'in_person',
    attended_before: draw.chance(0.2) ? 'yes' : 'no',
    ...(origin.answers === 'en' ? {} : { interpretation_need: [origin.answers] }),
  },
  references: {
    referees: [1, 2].map((one) => ({
      name: `${nameFrom(draw, origin)} ${one}`,
      relation: one === 1 ? 'colleague' : 'partner organisation',
      language: origin.answers,
      channel: `referee-${number}-${one}@referees.invalid`,
    })),
    may_show_referee: 'name_only',
  },
})

/** The travel form of a person with an ordinary passport of their country. */
export const travelForm = (draw: Draw, { origin }: Invented) => ({
  document: {
    document_kind: 'ordinary',
    issuer: origin.country,
    number: `P${Math.floor(draw.next() * 9e7 + 1e7)}`,
    issue_date: '2022-03-01',
    expiry_date: '2032-02-28',
    biometric_chip: 'yes',
    blank_pages: '8',
    passport_name_native: 'AS PRINTED',
    has_mrz: 'yes',
    mrz_primary_identifier: 'PRINTED',
    mrz_secondary_identifier: 'AS',
    nationality_of_document: origin.country,
    document_sex_marker: draw.one(['F', 'M', 'X']),
  },
  person: {
    birth_date: `19${Math.floor(70 + draw.next() * 29)}-05-20`,
    birth_place: 'As printed',
    legal_residence: { country: origin.country, permit_kind: 'citizen' },
  },
  visits: { wake_on_travel_days: 'yes' },
})
