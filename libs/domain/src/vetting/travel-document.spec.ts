import { describe, expect, it } from '@jest/globals'
import { PlaceForm } from '#features/application/registration/forms/place.form.js'
import { describeSection } from '#platform/form/section.js'
import { applicationLifecycle } from '../application/lifecycle.js'
import { documentClass, documentStanding, passesDocument } from './travel-document.js'

describe('what others learn of a travel document', () => {
  it.each([
    ['passport', 'yes'],
    ['refugee_or_stateless', 'yes'],
    ['none', 'no'],
    ['expired', 'no'],
    ['prefer_not_now', 'no'],
    [undefined, 'no'],
    ['', 'no'],
    ['another', 'no'],
  ])('of the answer %s is %s', (answer, known) => {
    expect(documentClass(answer)).toBe(known)
  })

  it('is one of two words for every answer the form takes', () => {
    const asked = describeSection(PlaceForm).fields.find(({ name }) => name === 'travel_document_kind')
    const options = asked?.options ?? []

    expect(options).toEqual(['passport', 'refugee_or_stateless', 'none', 'expired', 'prefer_not_now'])
    expect(options.map((answer) => documentClass(answer))).toEqual(['yes', 'yes', 'no', 'no', 'no'])
  })

  it.each([
    [0, 1, 'missing'],
    [0, 2, 'missing'],
    [1, 1, 'stands'],
    [1, 2, 'old'],
    [2, 2, 'stands'],
    [2, 3, 'old'],
  ])('read from version %i of a page that has %i is %s', (extract, page, standing) => {
    expect(documentStanding(extract, page)).toBe(standing)
  })

  it('is passed on from vetting until the person has answered', () => {
    expect(Object.keys(applicationLifecycle).filter(passesDocument)).toEqual([
      'vetting',
      'board',
      'waitlisted',
      'invited',
    ])
  })
})
