import { describe, expect, it } from '@jest/globals'
import { manyContacts } from '#test/support/plain/many-contacts.js'
import { type AlikeReason, type ContactFile, findAlike } from './alike.js'
import { pairKey } from './pairs.js'

const nobody = new Set<string>()
const file = (id: string, name: string, change: Partial<ContactFile> = {}): ContactFile => ({
  id,
  names: [name],
  mail: null,
  phones: [],
  handles: [],
  ...change,
})
const reasonsOf = (one: Partial<ContactFile>, other: Partial<ContactFile>): readonly AlikeReason[] =>
  findAlike([file('a', '', one), file('b', '', other)], nobody).pairs[0]?.reasons ?? []

const seven = [
  'robin hood/robin',
  'robin hood/hood',
  'robin dale/robin',
  'little dale/dale',
  'will dale/dale',
  'will dale/will',
  'will dale/will',
].map((text, i) => {
  const [name = '', mail = ''] = text.split('/')
  return file(`${i + 1}`, name, { mail })
})
const withReason = (reasons: readonly AlikeReason[], judged = nobody): string[] =>
  findAlike(seven, judged)
    .pairs.filter((pair) => reasons.every((reason) => pair.reasons.includes(reason)))
    .map(pairKey)

describe('files that are alike', () => {
  it('APP-9 give one pair by name and mail, three by mail, and none again once judged different', () => {
    expect(withReason(['name_same', 'same_mail'])).toEqual(['6 7'])
    expect(withReason(['same_mail'])).toEqual(['1 3', '4 5', '6 7'])
    expect(withReason(['name_same'])).toEqual(['1 2', '5 6', '5 7', '6 7'])
    expect(withReason(['same_mail'], new Set([pairKey({ first: '3', second: '1' })]))).toEqual(['4 5', '6 7'])
    expect(withReason([], new Set(['1 2', '1 3', '4 5', '5 6', '5 7', '6 7']))).toEqual([])
  })

  it.each([
    [{ names: ['Mohammed Hassan'] }, { names: ['محمد حسن'] }, ['name_sounds_alike']],
    [{ names: ['D. Thin'] }, { names: ['Daniel X. Thin'] }, ['name_initials']],
    [{ names: ['Wei Zhang'] }, { names: ['Zhang Wei'] }, ['name_other_order']],
    [{ names: ['Ana', 'Ana Ruiz Mora'] }, { names: ['Ana Ruiz'] }, ['name_shorter']],
    [{ names: ['D. Thin'] }, { names: ['X. D. Thin'] }, []],
    [{ phones: ['+46 70 123 45 67'] }, { phones: ['070-1234567'] }, ['phone_ending']],
    [{ phones: ['+46 70 123 45 67'] }, { handles: [{ channel: 'signal', handle: '+46701234567' }] }, ['same_phone']],
    [
      { handles: [{ channel: 'signal', handle: '@Robin.42' }] },
      { handles: [{ channel: 'Signal', handle: 'robin.42' }] },
      ['same_handle'],
    ],
    [
      { handles: [{ channel: 'signal', handle: 'robin42' }] },
      { handles: [{ channel: 'telegram', handle: 't.me/Robin42' }] },
      ['handle_elsewhere'],
    ],
    [
      { names: ['Ana Ruiz'], mail: 'x', phones: ['+46701234567'] },
      { names: ['Ana Ruiz'], mail: 'x', phones: ['+46701234567'] },
      ['same_mail', 'same_phone', 'name_same'],
    ],
    [{ names: [''], mail: null }, { names: ['—'], mail: null }, []],
  ] as const)('APP-9 say why: %j and %j', (one, other, expected) => {
    expect(reasonsOf(one, other)).toEqual(expected)
    expect(reasonsOf(other, one)).toEqual(expected)
  })

  it('are a crowd where one number stands on too many files to list them two by two', () => {
    const files = Array.from({ length: 101 }, (_, i) => file(`${i}`, '', { phones: ['+46701234567'] }))

    expect(findAlike(files.slice(0, 100), nobody).pairs).toHaveLength((100 * 99) / 2)
    expect(findAlike(files, nobody)).toEqual({
      pairs: [],
      crowds: [{ about: 'phone', ids: files.map(({ id }) => id) }],
    })
  })
})

describe('many files', () => {
  it('APP-9 are compared in blocks, and none is missed by it', () => {
    const few = manyContacts(150)

    const slowly = few.flatMap((first, i) =>
      few.slice(i + 1).flatMap((second) => findAlike([first, second], nobody).pairs),
    )

    expect(slowly.length).toBeGreaterThan(0)
    expect(findAlike(few, nobody)).toEqual({ pairs: slowly, crowds: [] })
  })
})
