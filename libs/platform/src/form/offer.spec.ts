import { describe, expect, it } from '@jest/globals'
import { wordsFor } from '#words/index.js'
import { answersAsRead } from './as-read.js'
import { askedAnswers, askedFields, offerErrors, unaskedNames } from './offer.js'
import { readForm } from './read-form.js'
import { Field, Section } from './section.js'

@Section({ key: 'conference', compartment: 'profile' })
class DayForm {
  @Field({ control: 'ticks', options: ['law', 'media'], optional: true })
  tracks?: string[]

  @Field({ control: 'radio', options: ['in_person', 'either'], offer: 'remote' })
  mode!: string

  @Field({ control: 'text', optional: true })
  note?: string
}

const namesAnd = (notOffered: readonly string[]) =>
  askedFields(DayForm, notOffered).map(({ name, options = [] }) => [name, ...options].join(' '))

describe('what an edition does not offer', () => {
  it('is left out of what is asked: a question, an answer, and a question without answers', () => {
    expect(namesAnd([])).toEqual(['tracks law media', 'mode in_person either', 'note'])
    expect(namesAnd(['remote', 'tracks.law'])).toEqual(['tracks media', 'note'])
    expect(namesAnd(['tracks.law', 'tracks.media'])).toEqual(['mode in_person either', 'note'])
    expect(unaskedNames(DayForm, ['remote', 'tracks.law', 'tracks.media'])).toEqual(['tracks', 'mode'])
    expect(unaskedNames(DayForm, [])).toEqual([])
  })

  it('is refused as an answer, and kept as it was typed', () => {
    expect(readForm(DayForm, { tracks: ['law', 'media'], mode: 'either' }, ['tracks.law'])).toEqual({
      values: { tracks: ['law', 'media'], mode: 'either' },
      errors: { tracks: 'not_offered' },
    })
    expect(readForm(DayForm, { tracks: 'media', mode: 'either' }, ['tracks.law']).errors).toEqual({})
    expect(readForm(DayForm, { tracks: 'none', mode: 'either' }, ['tracks.law']).errors).toEqual({ tracks: 'choose' })
    expect(offerErrors(DayForm, { mode: 'either' }, ['mode.either'])).toEqual({ mode: 'not_offered' })
  })

  it('is dropped as the answer to a question that is not asked', () => {
    const none = ['remote', 'tracks.law', 'tracks.media']
    const values = { tracks: ['law'], mode: 'either', note: 'x' }

    expect(readForm(DayForm, values, none)).toEqual({ values: { note: 'x' }, errors: {} })
    expect(askedAnswers(DayForm, values, none)).toEqual({ note: 'x' })
    expect(askedAnswers(DayForm, values)).toEqual(values)
    expect(answersAsRead(DayForm, values, wordsFor('en'), { notOffered: none }).map(({ path }) => path)).toEqual([
      'note',
    ])
  })
})
