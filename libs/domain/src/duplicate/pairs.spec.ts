import { describe, expect, it } from '@jest/globals'
import { findPairs, pairKey } from './pairs.js'

const people = [
  'robin hood/robin',
  'robin hood/hood',
  'robin dale/robin',
  'little dale/dale',
  'will dale/dale',
  'will dale/will',
  'will dale/will',
]
const files = people.map((text, i) => {
  const [name = '', mail = ''] = text.split('/')
  return { id: `${i + 1}`, name, mail }
})
const nobody = new Set<string>()

describe('pairs of files that may be one person', () => {
  it('APP-9 are one by name and mail, three by mail alone, and none again once judged different', () => {
    const both = findPairs(files, 'name_and_mail', nobody)
    const mail = findPairs(files, 'mail', nobody)

    expect(both).toEqual([{ first: '6', second: '7' }])
    expect(mail.map(pairKey)).toEqual(['1 3', '4 5', '6 7'])
    expect(findPairs(files, 'name_and_mail', new Set(both.map(pairKey)))).toEqual([])
    expect(findPairs(files, 'mail', new Set([pairKey({ first: '3', second: '1' })])).map(pairKey)).toEqual([
      '4 5',
      '6 7',
    ])
  })

  it('are not made of what is not there', () => {
    const empty = [
      { id: 'a', name: '', mail: null },
      { id: 'b', name: '', mail: null },
      { id: 'c', name: ' ', mail: 'x' },
      { id: 'd', name: '', mail: 'x' },
    ]

    expect(findPairs(empty, 'mail', nobody)).toEqual([{ first: 'c', second: 'd' }])
    expect(findPairs(empty, 'name_and_mail', nobody)).toEqual([])
  })
})
