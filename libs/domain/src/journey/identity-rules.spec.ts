import { describe, expect, it } from '@jest/globals'
import { documentErrors, hasDocument, personErrors, visitErrors } from './identity-rules.js'

const passport = {
  document_kind: 'ordinary',
  issuer: 'KE',
  number: 'A1',
  issue_date: '2021-06-01',
  expiry_date: '2031-05-31',
  biometric_chip: 'yes',
  blank_pages: '6',
  passport_name_native: 'Amina',
  has_mrz: 'yes',
  mrz_primary_identifier: 'AMINA',
  nationality_of_document: 'KE',
  document_sex_marker: 'F',
}

describe('answers about the travel document', () => {
  it('takes "none yet" as a full answer', () => {
    expect(documentErrors({ document_kind: 'none_yet' })).toEqual({})
    expect([hasDocument({}), hasDocument({ document_kind: 'none_yet' }), hasDocument(passport)]).toEqual([
      false,
      false,
      true,
    ])
  })

  it('wants everything printed once there is one, and the secondary name never', () => {
    expect(documentErrors(passport)).toEqual({})
    expect(Object.keys(documentErrors({ document_kind: 'ordinary' })).toSorted()).toEqual(
      Object.keys(passport)
        .filter((name) => name !== 'document_kind' && name !== 'mrz_primary_identifier')
        .toSorted(),
    )
  })

  it('wants the machine-readable name only of a document that has one', () => {
    expect(documentErrors({ ...passport, mrz_primary_identifier: undefined })).toEqual({
      mrz_primary_identifier: 'missing',
    })
    expect(documentErrors({ ...passport, has_mrz: 'no', mrz_primary_identifier: undefined })).toEqual({})
  })

  it('wants the end after the beginning', () => {
    expect(documentErrors({ ...passport, expiry_date: '2021-05-31' })).toEqual({ expiry_date: 'last_before_first' })
    expect(documentErrors({ ...passport, expiry_date: '2021-06-01' })).toEqual({})
  })

  it('wants the end of a long-stay visa, not of a permit', () => {
    expect(personErrors({ legal_residence: { permit_kind: 'long_stay_visa' } })).toEqual({
      'legal_residence.valid_to': 'missing',
    })
    expect(personErrors({ legal_residence: { permit_kind: 'permit' } })).toEqual({})
  })

  it('wants the parts of a visa together and the days of a stay in order', () => {
    expect(visitErrors({})).toEqual({})
    expect(visitErrors({ schengen_history: { visa: { entries: 'one' } } })).toEqual({
      'schengen_history.visa.valid_from': 'missing',
      'schengen_history.visa.valid_to': 'missing',
    })
    expect(visitErrors({ schengen_history: { stays: [{ entered_on: '2026-05-02', left_on: '2026-05-01' }] } })).toEqual(
      { 'schengen_history.stays.0.left_on': 'last_before_first' },
    )
  })
})
