import type { Draw } from './draw.js'
import { type Origin, origins } from './peoples.js'

/** Answers of one invented person, section by section, as the JSON bodies of the form. */
export interface Invented {
  readonly origin: Origin
  readonly name: string
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const themes = ['digital', 'women_gender', 'labour', 'indigenous_land_environment', 'rule_of_law', 'expression_media']
const tracks = ['protection', 'digital_safety', 'advocacy', 'law', 'media', 'organising']
const roles = ['lawyer', 'journalist', 'community_organiser', 'ngo_staff', 'artist', 'trade_union']

/** Draws one person. The mailbox is at a domain that exists nowhere. */
export function invented(draw: Draw, number: number): Invented {
  const origin = draw.one(origins)
  const name = `${draw.one(origin.given)} ${draw.one(origin.family)}`

  return { origin, name, answers: { ...aboutPerson(draw, origin, name, number), ...aboutWork(draw, origin, number) } }
}

const aboutPerson = (draw: Draw, origin: Origin, name: string, number: number) => ({
  start: {
    form_language: origin.pages,
    answer_language: origin.answers,
    safety_notice_ack: true,
    adult_on_arrival: 'yes',
    applying_for: 'self',
  },
  contact: { display_name: name, code_word: draw.one(['river', 'lantern', 'orchard', 'saffron']) },
  channels: {
    safe_channels: [{ channel: 'email', safe: 'yes' }],
    contact_email: `person-${number}@applicants.invalid`,
  },
  place: {
    country_of_residence: origin.country,
    time_zone: origin.zone,
    region_of_work: [origin.country],
    travel_document_kind: draw.chance(0.9) ? 'passport' : 'none',
    visa_for_sweden_known: origin.country === 'CO' ? 'do_not_need' : 'need',
  },
  risk: {
    risk_if_attendance_known: draw.one(['none', 'some', 'serious', 'life']),
    risk_sources: [draw.one(['state', 'company', 'armed_group', 'online', 'prefer_not'])],
    travel_ban_or_case: draw.chance(0.1) ? 'yes' : 'no',
  },
  safety: { visibility_wish: draw.one(['nobody', 'delegates_only', 'public_ok']) },
  balance: {
    costs_needed: ['flight', 'visa'],
    access_feasibility: draw.chance(0.15) ? 'yes' : 'no',
    first_international_event: 'yes',
    gender: draw.one(['woman', 'man', 'another', 'prefer_not']),
  },
  consents: { consents: ['processing'], heard_from: draw.one(['partner', 'colleague', 'search']) },
})

const aboutWork = (draw: Draw, origin: Origin, number: number) => ({
  work: {
    role_types: [draw.one(roles)],
    themes: draw.some(themes, 2),
    languages: [{ lang: origin.answers, level: 'first' }],
  },
  story: { work_summary: origin.summary },
  example: { recent_example: origin.example },
  conference: {
    why_now: origin.why,
    tracks: [draw.one(tracks)],
    mode: 'in_person',
    ...(origin.answers === 'en' ? {} : { interpretation_need: [origin.answers] }),
  },
  references: {
    referees: [1, 2].map((one) => ({
      name: `${draw.one(origin.given)} ${draw.one(origin.family)} ${one}`,
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
