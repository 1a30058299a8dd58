import { describe, expect, it } from '@jest/globals'
import { changedAnswers, mergedRecord } from './merged-record.js'

const line = (section: string, path: string, text: string) => ({ section, path, question: `${path}?`, lines: [text] })
const sent = {
  language: 'en',
  answers: [
    line('place', 'country', 'KE'),
    line('story', 'work', 'old'),
    line('story', 'example', 'old'),
    line('last', 'z', 'z'),
  ],
  values: { country: 'KE', work: 'old', example: 'old', z: 'z' },
}
const story = (work: string) => ({
  section: 'story',
  fields: ['work', 'example'],
  language: 'ar',
  answers: [{ path: 'work', question: 'work?', lines: [work] }],
  values: { work },
})

describe('a record with replaced sections', () => {
  it('is what was sent while nothing was replaced', () => {
    expect(mergedRecord(sent, [])).toBe(sent)
  })

  it('APP-7 has the newest section in the place of the old one, and nothing of what was left empty', () => {
    expect(mergedRecord(sent, [story('first'), story('second')])).toEqual({
      language: 'en',
      answers: [
        line('place', 'country', 'KE'),
        { ...line('story', 'work', 'second'), language: 'ar' },
        line('last', 'z', 'z'),
      ],
      values: { country: 'KE', work: 'second', z: 'z' },
    })
  })

  it('puts a section that was never sent at the end', () => {
    const late = {
      section: 'late',
      fields: ['x'],
      answers: [{ path: 'x', question: 'x?', lines: ['1'] }],
      values: { x: '1' },
    }

    expect(mergedRecord({}, [late])).toEqual({
      answers: [{ ...line('late', 'x', '1'), language: undefined }],
      values: { x: '1' },
    })
  })
})

describe('what differs between two versions', () => {
  it('REV-7 is listed answer by answer, old beside new, gone ones last', () => {
    const now = mergedRecord(sent, [story('new')])

    expect(changedAnswers(sent, now)).toEqual([
      { path: 'work', question: 'work?', before: ['old'], after: ['new'] },
      { path: 'example', question: 'example?', before: ['old'], after: [] },
    ])
    expect(changedAnswers(sent, sent)).toEqual([])
    expect(changedAnswers({}, { answers: [line('a', 'x', '1')] })).toEqual([
      { path: 'x', question: 'x?', before: [], after: ['1'] },
    ])
  })
})
