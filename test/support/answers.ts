/** A complete application, section by section, as JSON bodies. Texts carry `mark`, so that a leak can be seen. */
export const completeAnswers = (mark: string, lang: 'en' | 'ar' = 'en'): Record<string, Record<string, unknown>> => ({
  start: {
    form_language: lang,
    answer_language: lang,
    safety_notice_ack: true,
    adult_on_arrival: 'yes',
    applying_for: 'self',
  },
  contact: { display_name: `Amal ${mark}-name`, pronouns: `${mark}-pron`, code_word: `${mark}-word` },
  channels: {
    safe_channels: [
      { channel: 'email', safe: 'yes' },
      { channel: 'signal', handle: `${mark}-handle`, safe: 'neutral_only' },
    ],
    contact_email: `${mark.toLowerCase()}@example.org`,
    contact_rules: ['never_phone'],
  },
  place: {
    country_of_residence: 'KE',
    region_of_work: ['KE', 'UG'],
    in_exile: 'no',
    travel_document_kind: 'passport',
    visa_for_sweden_known: 'need',
  },
  work: {
    role_types: ['lawyer'],
    themes: ['digital', 'labour'],
    organisation: `${mark}-organisation`,
    org_contact_allowed: 'no',
    languages: [{ lang: 'en', level: 'first' }],
  },
  story: { work_summary: `${mark}-summary: we go to court with families.`, recent_example: `${mark}-example` },
  conference: { why_now: `${mark}-why`, offer: `${mark}-offer`, mode: 'in_person', attended_before: 'no' },
  risk: {
    risk_if_attendance_known: 'serious',
    visibility_wish: 'nobody',
    unsafe_countries: ['RW'],
    safety_note: `${mark}-safety`,
  },
  references: {
    referees: [
      {
        name: `${mark}-ref-one`,
        organisation: `${mark}-ref-org`,
        relation: 'colleague',
        language: 'en',
        channel: `${mark.toLowerCase()}-one@example.net`,
      },
      {
        name: `${mark}-ref-two`,
        relation: 'lawyer of the union',
        language: 'fr',
        channel: `${mark.toLowerCase()}-two@example.net`,
      },
    ],
    may_show_referee: 'name_only',
  },
  costs: { costs_needed: ['flight', 'visa'] },
  balance: { gender: 'woman', age_band: '25-34', first_international_event: 'yes' },
  consents: { consents: ['processing'] },
})
