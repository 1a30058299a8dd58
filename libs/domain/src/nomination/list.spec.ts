import { describe, expect, it } from '@jest/globals'
import { listColumns, listLimit, readList } from './list.js'
import { wayKey } from './same-way.js'

const head = listColumns.join(',')
const row = 'Amal,email,amal@example.org,ar,yes,why,known'
const cells = {
  name: 'Amal',
  channel: 'email',
  address: 'amal@example.org',
  language: 'ar',
  agreed: 'yes',
  why: 'why',
  known: 'known',
}

describe('a pasted list', () => {
  it('is read by the names of its columns, in any order and case, and counts as a spreadsheet does', () => {
    const turned = 'Known, WHY ,agreed,language,address,channel,name\nknown,why,yes,ar,amal@example.org,email,Amal'

    expect(readList(`${head}\n${row}`)).toEqual({ ok: true, rows: [{ number: 2, cells }] })
    expect(readList(turned)).toEqual({ ok: true, rows: [{ number: 2, cells }] })
    expect(readList(`\uFEFF${head}\r\n\r\n${row}\r\n`)).toEqual({ ok: true, rows: [{ number: 3, cells }] })
  })

  it('keeps commas, quotes and lines inside quotes', () => {
    const read = readList(`${head}\n"A, ""B""",email,a@x.org,ar,yes,"two\nlines",k`)

    expect(read.ok && read.rows[0]?.cells).toMatchObject({ name: 'A, "B"', why: 'two\nlines' })
  })

  it.each([
    ['', 'empty', []],
    [' \n,,\n', 'empty', []],
    [head, 'empty', []],
    ['name,address\nA,a@x.org', 'columns', [1]],
    [`${head},more\n${row},x`, 'columns', [1]],
    [`${head}\n${row}\nAmal,email\n${row}\n${row},x`, 'columns', [3, 5]],
    [`${head}\n"Amal,email`, 'quotes', [2]],
    [`${head}\n${row}\n\nA"b,email,a@x.org,ar,yes,w,k\n${row}`, 'quotes', [4]],
    [`${head}\n${row}\n"A" b,email,a@x.org,ar,yes,w,k`, 'quotes', [3]],
  ])('APP-8 is refused with its rows: %j', (text, code, rows) => {
    expect(readList(text)).toEqual({ ok: false, code, rows })
  })

  it('has a limit of rows', () => {
    const of = (count: number) => readList(`${head}\n${`${row}\n`.repeat(count)}`)

    expect([listLimit - 1, listLimit, listLimit + 1].map((count) => of(count).ok)).toEqual([true, true, false])
  })
})

describe('a way to reach somebody', () => {
  it.each([
    ['Amal@Example.org', ' amal@example.org'],
    ['+254 700 000-001', '00254700000001'],
    ['+254700000001', '٠٠٢٥٤٧٠٠٠٠٠٠٠١'],
    ['@amal.7', 'Amal.7'],
  ])('is the same in %s and %s', (one, other) => {
    expect(wayKey(one)).toBe(wayKey(other))
  })

  it('differs where a letter or digit does', () => {
    const ways = ['amal@example.org', 'amal@example.com', '+254700000001', '+254700000002', 'amal']

    expect(new Set(ways.map(wayKey)).size).toBe(ways.length)
  })
})
