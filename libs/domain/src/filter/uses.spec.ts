import { describe, expect, it } from '@jest/globals'
import type { FilterTable } from './fields.js'
import { parseFilter } from './parse.js'
import { fieldsIn, saysOnlyCodes, tagsAsked } from './uses.js'

const table: FilterTable = {
  fields: {
    name: { type: 'text' },
    state: { type: 'choice', values: ['in_review', 'board'] },
    score: { type: 'number' },
    sent: { type: 'date', by: 'week' },
    tag: { type: 'tag' },
  },
}
const read = (text: string) => {
  const parsed = parseFilter(text, table)
  if (!parsed.ok) throw new Error(text)
  return parsed.filter
}

describe('what a filter is about', () => {
  it('is its fields, the empty name for free text', () => {
    expect([...fieldsIn(read('state:board (amina xor not score:>2) tag:any'))]).toEqual(['state', '', 'score', 'tag'])
    expect([...fieldsIn(read(''))]).toEqual([])
  })

  it.each(['', 'state:board', 'not (score:2-3 or sent:>2026)', 'name:none', 'tag:~mine xor tag:follow-up', 'tag:none'])(
    'is codes alone in “%s”',
    (text) => {
      expect(saysOnlyCodes(read(text), table)).toBe(true)
    },
  )

  it.each(['amina', 'name:amina', 'state:board or not name:a', 'tag:"Amina B"', 'tag:Ámina', 'not (state:board zoe)'])(
    'is more than codes in “%s”',
    (text) => {
      expect(saysOnlyCodes(read(text), table)).toBe(false)
    },
  )

  it('is the tags it asks for', () => {
    expect(tagsAsked(read('tag:a or not (tag:~b state:board) tag:none word'))).toEqual([
      { field: 'tag', value: 'a' },
      { field: 'tag', value: '~b' },
    ])
  })
})
