import { describe, expect, it } from '@jest/globals'
import type { FieldDescription } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'
import { describeSection } from '#platform/form/section.js'
import { langs, wordsFor } from '#words/index.js'
import { DocumentForm } from './document.form.js'
import { PersonForm } from './person.form.js'
import { identitySectionByKey, identitySections } from './sections.js'
import { VisitsForm } from './visits.form.js'

const allFields = (fields: readonly FieldDescription[]): FieldDescription[] =>
  fields.flatMap((field) => [field, ...allFields(field.fields ?? [])])

describe('the pages after confirming', () => {
  it('are sealed to identity, only the wish to be woken to the mailbox record', () => {
    const places = identitySections.flatMap(({ form }) =>
      describeSection(form).fields.map(({ name, sealedIn }) => [name, sealedIn]),
    )

    expect(places.filter(([, place]) => place !== 'identity')).toEqual([['wake_on_travel_days', 'mailbox']])
    expect(identitySectionByKey('document')?.form).toBe(DocumentForm)
  })

  it('take a document as printed, small letters and other digits read as the document has them', () => {
    const { values, errors } = readForm(DocumentForm, {
      document_kind: 'ordinary',
      issuer: 'KE',
      number: 'A 123',
      'issue_date.day': '1',
      'issue_date.month': 'June',
      'issue_date.year': '2021',
      expiry_date: '2031-05-31',
      biometric_chip: 'unsure',
      blank_pages: '٦',
      passport_name_native: 'Amina',
      has_mrz: 'yes',
      mrz_primary_identifier: 'amina<ali',
      nationality_of_document: 'XXA',
      document_sex_marker: 'unspecified',
    })

    expect(errors).toEqual({})
    expect(values).toMatchObject({ issue_date: '2021-06-01', blank_pages: '6', mrz_primary_identifier: 'AMINA<ALI' })
  })

  it('flag letters no document has, and are content with no document', () => {
    expect(readForm(DocumentForm, { document_kind: 'none_yet' }).errors).toEqual({})
    expect(
      readForm(DocumentForm, { document_kind: 'none_yet', mrz_primary_identifier: 'Å', blank_pages: 'six' }).errors,
    ).toEqual({ mrz_primary_identifier: 'mrz', blank_pages: 'number' })
  })

  it('know a birth date of which only the year is known', () => {
    const person = { birth_place: 'x', legal_residence: { country: 'KE', permit_kind: 'citizen' } }

    expect(readForm(PersonForm, { ...person, 'birth_date.year': '1980' })).toMatchObject({
      values: { birth_date: '1980' },
      errors: {},
    })
    expect(readForm(PersonForm, { birth_place: 'x' }).errors).toEqual({
      birth_date: 'missing',
      'legal_residence.country': 'choose',
      'legal_residence.permit_kind': 'choose',
    })
  })

  it('ask nothing about earlier trips but whether we may wake the person', () => {
    expect(readForm(VisitsForm, { wake_on_travel_days: 'no' }).errors).toEqual({})
    expect(readForm(VisitsForm, {}).errors).toEqual({ wake_on_travel_days: 'choose' })
    expect(
      readForm(VisitsForm, {
        wake_on_travel_days: 'no',
        'schengen_history.stays.1.entered_on.day': '1',
        'schengen_history.stays.1.entered_on.month': '2',
        'schengen_history.stays.1.entered_on.year': '2026',
      }).errors,
    ).toEqual({ 'schengen_history.stays.0.left_on': 'missing' })
  })
})

describe.each(langs)('the questions in %s', (lang) => {
  const words = wordsFor(lang)

  it.each(identitySections)('of $key all have their words', ({ key, form }) => {
    const missing = allFields(describeSection(form).fields).flatMap(({ id, options = [] }) =>
      [`field.${id}.label`, ...options.map((option) => `option.${id}.${option}`)].filter((text) => !words.has(text)),
    )

    expect(missing).toEqual([])
    expect([words.has(`section.${key}.title`), words.has(`section.${key}.lead`)]).toEqual([true, true])
  })
})
