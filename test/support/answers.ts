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
  story: { work_summary: `${mark}-summary: we go to court with families.` },
  example: {
    recent_example: `${mark}-example`,
    public_traces: [{ page: `https://news.example.org/${mark}-trace` }, { page: `${mark.toLowerCase()}-trace.onion` }],
  },
  conference: {
    why_now: `${mark}-why`,
    offer: `${mark}-offer`,
    tracks: ['protection', 'law'],
    mode: 'in_person',
    interpretation_need: ['sign', 'ar'],
    attended_before: 'no',
  },
  risk: {
    risk_if_attendance_known: 'serious',
    risk_sources: ['state', 'online'],
    travel_ban_or_case: 'no',
  },
  safety: { visibility_wish: 'nobody', unsafe_countries: ['RW'], safety_note: `${mark}-safety` },
  references: {
    referees: [
      {
        name: `${mark}-ref-one`,
        organisation: `${mark}-ref-org`,
        relation: `${mark}-ref-relation`,
        language: 'en',
        channel: `${mark.toLowerCase()}-one@example.net`,
      },
      {
        name: `${mark}-ref-two`,
        organisation: `${mark}-ref-union`,
        relation: `${mark}-ref-lawyer`,
        language: 'fr',
        channel: `${mark.toLowerCase()}-two@example.net`,
      },
    ],
    may_show_referee: 'name_only',
  },
  balance: {
    costs_needed: ['flight', 'visa'],
    access_feasibility: 'no',
    first_international_event: 'yes',
    age_band: '25-34',
    gender: 'woman',
    gender_own_words: `${mark}-gender`,
  },
  consents: { consents: ['processing', 'partner_vetting', 'next_edition'], heard_from: 'colleague' },
})

/** The same person, for whom a trusted other types; a partner knows them, so they need name nobody else. */
export function answersByProxy(mark: string, lang: 'en' | 'ar' = 'en'): Record<string, Record<string, unknown>> {
  const own = completeAnswers(mark, lang)
  const proxy_consent = {
    name: `${mark}-proxy`,
    organisation: `${mark}-proxy-org`,
    relation: `${mark}-proxy-relation`,
    channel: `${mark.toLowerCase()}-proxy@example.net`,
    how_agreed: `${mark}-proxy-agreed`,
    agreed_on: { day: '2', month: '3', year: '2026' },
    language: 'sw',
    code_kept_by: 'proxy',
  }

  return {
    ...own,
    start: { ...own.start, applying_for: 'proxy', proxy_consent },
    contact: { display_name: `Amal ${mark}-name`, no_code_word: true, not_read_by: `${mark}-unread` },
    references: {
      known_to_us: true,
      voucher_name: `${mark}-voucher`,
      voucher_code: '7K3M9Q',
      may_show_referee: 'name_and_organisation',
    },
  }
}
