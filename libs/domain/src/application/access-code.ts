import { latinDigits } from '../digits.js'

/** Crockford's base32 symbols: no I, L, O, U. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 24
const caseNumberLength = 6

const valueOf = (symbol: string): number => symbols.indexOf(symbol)

/** Luhn check over base 32: doubling from the right, digits of a product summed in base 32. */
export function checkSymbol(body: string): string {
  let sum = 0
  let double = true
  for (let i = body.length - 1; i >= 0; i -= 1) {
    const value = valueOf(body[i] ?? '') * (double ? 2 : 1)
    sum += Math.floor(value / 32) + (value % 32)
    double = !double
  }

  return symbols[(32 - (sum % 32)) % 32] ?? '0'
}

/** Turns 15 random bytes into the 25 symbols of a return code (24 and the check). */
export function codeFromBytes(bytes: Uint8Array): string {
  let bits = 0
  let held = 0
  let body = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      body += symbols[(held >> bits) & 31] ?? ''
    }
    held &= (1 << bits) - 1
  }

  return body + checkSymbol(body)
}

/** `ABCD-EFGH-…-C`: six groups of four, the check symbol alone. */
export const groupedCode = (code: string): string[] => [
  ...(code.slice(0, codeLength).match(/.{4}/g) ?? []),
  code.slice(codeLength),
]

const inAlphabet = new RegExp(`^[${symbols}]+$`)

/** Letters of a Russian keyboard that look like symbols of a code. */
const alike = new Map(Array.from('АВСЕНКМОРТХУ', (letter, i) => [letter, 'ABCEHKM0PTXY'[i] ?? letter]))

// As people type them: any case, spaces, dashes, O for 0, I and L for 1, other digits, Cyrillic letters of the same look.
const symbolsIn = (typed: string): string =>
  latinDigits(typed.normalize('NFKC'))
    .toUpperCase()
    .replace(/[\s\p{P}\p{Cf}]/gu, '')
    .replace(/\p{Script=Cyrillic}/gu, (letter) => alike.get(letter) ?? letter)
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

/** The six symbols of a case number, as people type them; null when it is none. */
export function readCaseNumber(typed: string): string | null {
  const number = symbolsIn(typed)

  return number.length === caseNumberLength && inAlphabet.test(number) ? number : null
}

/**
 * Reads a code as people type it: any case, spaces, dashes, O for 0, I and L for 1, Arabic-Indic and Persian digits,
 * Cyrillic letters of the same look.
 * Returns the 25 symbols, or null when it is no code (length, symbol or check symbol wrong: costs no attempt).
 */
export function readCode(typed: string): string | null {
  const code = symbolsIn(typed)
  if (code.length !== codeLength + 1 || !inAlphabet.test(code)) return null

  return checkSymbol(code.slice(0, codeLength)) === code.slice(codeLength) ? code : null
}
