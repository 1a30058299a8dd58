import { describe, expect, it } from '@jest/globals'
import { countriesWithClocks } from '#domain/place/time-zones.js'
import { answersAsRead } from '#platform/form/as-read.js'
import type { FieldDescription } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'
import { sealedParts } from '#platform/form/sealed-parts.js'
import { describeSection } from '#platform/form/section.js'
import { countryCodes, langs, wordsFor } from '#words/index.js'
import { sectionByKey, sections } from './sections.js'

const allFields = (fields: readonly FieldDescription[]): FieldDescription[] =>
  fields.flatMap((field) => [field, ...allFields(field.fields ?? [])])

const full = {
  start: {
    form_language: 'ar',
    answer_language: 'ckb',
    safety_notice_ack: 'yes',
    adult_on_arrival: 'yes',
    applying_for: 'self',
  },
  contact: { display_name: 'أمينة', code_word: 'نهر' },
  channels: { 'safe_channels.0.channel': 'none' },
  place: {
    country_of_residence: 'KE',
    region_of_work: ['KE', 'UG', ''],
    travel_document_kind: 'passport',
    visa_for_sweden_known: 'do_not_know',
  },
  work: { role_types: 'lawyer', themes: ['digital'], 'languages.0.lang': 'sw', 'languages.0.level': 'first' },
  story: { work_summary: 'x' },
  example: { recent_example: 'y' },
  conference: { why_now: 'x', mode: 'either' },
  risk: { risk_if_attendance_known: 'serious' },
  safety: { visibility_wish: 'nobody' },
  references: {
    'referees.0.name': 'A',
    'referees.0.relation': 'x',
    'referees.0.language': 'en',
    'referees.0.channel': 'a@x.org',
    'referees.1.name': 'B',
    'referees.1.relation': 'x',
    'referees.1.language': 'fr',
    'referees.1.channel': 'b@x.org',
    may_show_referee: 'name_only',
  },
  balance: { costs_needed: ['flight', 'visa'] },
  consents: { consents: 'processing' },
}

describe('the sections of the application', () => {
  it('stand in their order and are found by key', () => {
    expect(sections.map(({ key }) => key)).toEqual(Object.keys(full))
    expect(sections.map(({ form }) => describeSection(form).key)).toEqual(Object.keys(full))
    expect(sectionByKey('work')?.key).toBe('work')
    expect(sectionByKey('__proto__')).toBeUndefined()
  })

  it('APP-1 ask no passport number, nationality, birth date, address, photo or file', () => {
    const names = sections.flatMap(({ form }) => allFields(describeSection(form).fields).map(({ name }) => name))

    expect(names.filter((name) => /passport|nationality|birth|address|photo|file|scan/.test(name))).toEqual([])
    expect(() => readForm(sections[1]!.form, { nationality: 'SE' })).toThrow('malformed_form')
  })

  it('are complete with every required answer and nothing more', () => {
    for (const { key, form } of sections) {
      expect({ key, ...readForm(form, full[key as keyof typeof full]) }).toMatchObject({ key, errors: {} })
    }
    expect(readForm(sectionByKey('place')!.form, full.place).values).toMatchObject({ time_zone: 'Africa/Nairobi' })
  })

  it('lack something when any one answer is left out', () => {
    for (const { key, form } of sections) {
      const answers: object = full[key as keyof typeof full]
      for (const left of Object.keys(answers)) {
        const { errors } = readForm(form, { ...answers, [left]: '' })
        expect({ key, left, isComplete: Object.keys(errors).length === 0 }).toEqual({ key, left, isComplete: false })
      }
    }
  })

  it('take somebody known to us in place of two referees, who may be named all the same', () => {
    const { form } = sectionByKey('references')!
    const known = { known_to_us: 'yes', voucher_name: 'V', may_show_referee: 'name_only' }

    expect(readForm(form, known)).toEqual({
      values: { referees: [], known_to_us: true, voucher_name: 'V', may_show_referee: 'name_only' },
      errors: {},
    })
    expect(readForm(form, { ...known, ...full.references }).values).toMatchObject({
      referees: [{ name: 'A' }, { name: 'B' }],
    })
    expect(readForm(form, { ...known, 'referees.0.name': 'A' }).errors).toEqual({
      'referees.0.relation': 'missing',
      'referees.0.language': 'choose',
      'referees.0.channel': 'missing',
    })
    expect(readForm(form, { ...known, voucher_name: '' }).errors).toEqual({ voucher_name: 'missing' })
  })

  it('ask about taking part from a distance only where the edition offers it', () => {
    const { form } = sectionByKey('conference')!

    expect(readForm(form, { why_now: 'x' }).errors).toEqual({ mode: 'choose' })
    expect(readForm(form, { why_now: 'x', mode: 'nonsense' }, ['remote'])).toEqual({
      values: { why_now: 'x', tracks: [], interpretation_need: [] },
      errors: {},
    })
    const questions = (notOffered: string[]) =>
      answersAsRead(form, { why_now: 'x' }, wordsFor('en'), { notOffered }).map(({ path }) => path)
    expect([questions([]).includes('mode'), questions(['remote']).includes('mode')]).toEqual([true, false])
  })

  it('drop what was answered to a question that was not asked', () => {
    const { form } = sectionByKey('start')!
    const { values } = readForm(form, { ...full.start, 'proxy_consent.name': 'canary' })

    expect(values).toMatchObject({ proxy_consent: { name: 'canary' } })
    expect(JSON.stringify(sealedParts(form, values))).not.toContain('canary')
    expect(JSON.stringify(answersAsRead(form, values, wordsFor('en'), { about: { date: '' } }))).not.toContain('canary')
    const { form: references } = sectionByKey('references')!
    const read = readForm(references, { ...full.references, voucher_name: 'canary', voucher_code: 'canary' })
    expect(read.errors).toEqual({})
    expect(JSON.stringify(sealedParts(references, read.values))).not.toContain('canary')
  })

  it('offer each country a clock', () => {
    expect(countriesWithClocks).toEqual(countryCodes)
  })
})

describe.each(langs)('the questions in %s', (lang) => {
  const words = wordsFor(lang)

  it.each(sections)('of $key all have their words', ({ key, form }) => {
    const missing = allFields(describeSection(form).fields).flatMap(({ id, options = [] }) =>
      [`field.${id}.label`, ...options.map((option) => `option.${id}.${option}`)].filter((text) => !words.has(text)),
    )

    expect(missing).toEqual([])
    expect([words.has(`section.${key}.title`), words.has(`section.${key}.lead`)]).toEqual([true, true])
  })
})
