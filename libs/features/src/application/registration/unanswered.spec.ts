import { describe, expect, it } from '@jest/globals'
import { readForm } from '#platform/form/read-form.js'
import { sectionByKey } from './forms/sections.js'
import { type Draft, statusOf } from './own-drafts.store.js'
import { leftInMiddle, progressOf, savedErrors, unanswered } from './unanswered.js'

const withoutRemote = ['remote']

/** The section about taking part as it was saved while the edition left this out. */
function conferenceSaved(answers: object, notOffered: readonly string[]): Draft {
  const read = readForm(sectionByKey('conference')!.form, answers, notOffered)
  return new Map([
    ['conference', { ...read, values: { ...read.values }, version: 1, status: statusOf(read.errors), savedAt: 1 }],
  ])
}

const ofConference = (draft: Draft, notOffered: readonly string[]) =>
  unanswered(draft, notOffered).find(({ section }) => section === 'conference')

describe('a section saved before a question was offered', () => {
  const answers = { why_now: 'x', mode: 'either' }

  it('lacks its answer once the edition asks it, and only then', () => {
    const draft = conferenceSaved(answers, withoutRemote)

    expect(draft.get('conference')).toMatchObject({ status: 'done', errors: {} })
    expect(ofConference(draft, withoutRemote)).toBeUndefined()
    expect(ofConference(draft, [])).toEqual({ section: 'conference', errors: { mode: 'choose' } })
    expect([progressOf(draft, 'conference', withoutRemote), progressOf(draft, 'conference', [])]).toEqual([
      'done',
      'started',
    ])
    expect([leftInMiddle(draft, withoutRemote), leftInMiddle(draft, [])]).toEqual([null, 'conference'])
  })

  it('keeps every other error as it was when it was saved', () => {
    const long = { ...answers, why_now: '', offer: 'x'.repeat(601) }
    const draft = conferenceSaved(long, withoutRemote)

    expect(savedErrors(draft, 'conference', withoutRemote)).toEqual({ why_now: 'missing', offer: 'too_long' })
    expect(savedErrors(draft, 'conference', [])).toEqual({ why_now: 'missing', offer: 'too_long', mode: 'choose' })
  })

  it('holds nothing against an answer that is there, right or wrong as it was judged then', () => {
    const good = conferenceSaved(answers, [])
    const wrong = conferenceSaved({ ...answers, mode: 'nonsense' }, [])

    expect([savedErrors(good, 'conference', []), savedErrors(good, 'conference', withoutRemote)]).toEqual([{}, {}])
    expect(savedErrors(wrong, 'conference', [])).toEqual({ mode: 'choose' })
    expect(savedErrors(wrong, 'conference', withoutRemote)).toEqual({})
  })

  it('is judged as an empty one while it was never opened, and shows nothing then', () => {
    const none: Draft = new Map()

    expect(ofConference(none, [])).toEqual({ section: 'conference', errors: { why_now: 'missing', mode: 'choose' } })
    expect(ofConference(none, withoutRemote)).toEqual({ section: 'conference', errors: { why_now: 'missing' } })
    expect(savedErrors(none, 'conference', [])).toEqual({})
  })
})
