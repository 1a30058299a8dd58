import { describe, expect, it } from '@jest/globals'
import { checkSymbol, codeFromBytes, groupedCode, readCaseNumber, readCode } from './access-code.js'

const bytes = Uint8Array.from({ length: 15 }, (_, i) => (i * 37 + 11) % 256)
const code = codeFromBytes(bytes)

describe('return code', () => {
  it('carries 120 bits in 24 symbols and one check symbol', () => {
    expect(code).toHaveLength(25)
    expect(groupedCode(code).map((group) => group.length)).toEqual([4, 4, 4, 4, 4, 4, 1])
    expect(codeFromBytes(new Uint8Array(15).fill(255))).toBe(`${'Z'.repeat(24)}${checkSymbol('Z'.repeat(24))}`)
  })

  it('U7 accepts lower case, spaces, missing dashes, O for 0, I and L for 1 and other digits', () => {
    const zeros = codeFromBytes(new Uint8Array(15))

    expect(readCode(code.toLowerCase())).toBe(code)
    expect(readCode(groupedCode(code).join(' - '))).toBe(code)
    expect(readCode(`\u202a${groupedCode(code).join('–')}\u202c `)).toBe(code)
    expect(readCode(zeros.replaceAll('0', 'o'))).toBe(zeros)
    expect(readCode(zeros.replaceAll('0', '٠'))).toBe(zeros)
    expect(readCode(zeros.replaceAll('0', '۰'))).toBe(zeros)
    expect(readCode(zeros.replaceAll('0', 'о'))).toBe(zeros)
    const latin = 'ABCEHKMPTXY'.repeat(3).slice(0, 24)
    const cyrillic = 'АВСЕНКМРТХУ'.repeat(3).slice(0, 24).toLowerCase()
    expect(readCode(cyrillic + checkSymbol(latin))).toBe(latin + checkSymbol(latin))
  })

  it('catches every single wrong symbol and every swap of two different neighbours', () => {
    const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    for (let i = 0; i < code.length; i += 1) {
      for (const other of symbols) {
        if (other === code[i]) continue
        expect(readCode(code.slice(0, i) + other + code.slice(i + 1))).toBeNull()
      }
    }
  })

  it('is no case number, which is read as people type it', () => {
    expect([readCaseNumber(' 7k3-m9q'), readCaseNumber('٧K3M9o'), readCaseNumber('L11111')]).toEqual([
      '7K3M9Q',
      '7K3M90',
      '111111',
    ])
    expect([readCaseNumber(code), readCaseNumber(''), readCaseNumber('7K3M9'), readCaseNumber('7K3M9U')]).toEqual(
      Array(4).fill(null),
    )
  })

  it('APP-14 reads a case number, an empty text and a code of the wrong length as no code', () => {
    expect([readCode('7K3M9Q'), readCode(''), readCode(`${code}0`), readCode(code.slice(1))]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
