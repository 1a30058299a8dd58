import { comparableName } from '../name/comparable-name.js'

/** A tag: lower-case letters, digits and `-`, the first a letter, at most 16. */
export const tagCode = /^[a-z][a-z\d-]{0,15}$/

/**
 * True when a tag says what a file seals. `closed` are countries by code and name, and themes: the tag is none of them,
 * nor has one of four letters and more as a part. `names` are those that can be read: no part of the tag is a part of one.
 */
export function isSealedWord(code: string, closed: readonly string[], names: readonly string[]): boolean {
  const whole = comparableName(code)
  const parts = whole.split(' ')
  const words = new Set(closed.map((word) => comparableName(word.replaceAll('_', ' '))))
  const named = new Set(names.flatMap((name) => comparableName(name).split(' ').filter(isTelling)))

  return words.has(whole) || parts.some((part) => named.has(part) || (part.length > 3 && words.has(part)))
}

const isTelling = (part: string): boolean => part.length > 2
