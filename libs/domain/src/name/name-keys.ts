import { latinLetters } from './letters.js'
import type { NameWord, ReadName } from './name-words.js'

/** Consonants that one sound may be written with, or that may be left out, brought to one. */
const blurred: Readonly<Record<string, string>> = { v: '', y: '', g: 'k', j: 'k', h: 'k', z: 't', d: 't', s: 't' }
/** Beginnings an initial may stand for: vowels and y; lips; what stops or hisses. */
const beginnings = ['aeiouy', 'pbfvw', 'ckgjhqxzdts']

/**
 * Keys for comparing many names: two names with any likeness share at least one. Written alike, or two words that may be
 * the same; where one of the two has an initial (`initials` begin with `~`), a word and how another begins.
 */
export function nameKeys({ whole, words }: ReadName): string[] {
  const keys = new Set(whole === '' ? [] : [whole])
  const full = words.filter(({ isInitial }) => !isInitial).map(blursOf)
  for (const [i, one] of full.entries()) {
    for (const blur of one) if (words.length === 1) keys.add(`${blur}+`)
    for (const other of full.slice(i + 1)) addBoth(keys, one, other)
  }
  for (const [i, word] of words.entries()) {
    const others = words.filter((other, k) => k !== i && !word.isInitial).flatMap(beginningsOf)
    for (const other of others) for (const blur of blursOf(word)) keys.add(`~${blur}~${other}`)
  }

  return [...keys]
}

export const isInitialsKey = (key: string): boolean => key.startsWith('~')

function addBoth(keys: Set<string>, one: ReadonlySet<string>, other: ReadonlySet<string>): void {
  for (const a of one) for (const b of other) keys.add(a < b ? `${a}+${b}` : `${b}+${a}`)
}

const blursOf = ({ folded, sounds }: NameWord): Set<string> =>
  sounds.length === 0
    ? new Set([folded])
    : new Set(sounds.map(({ consonants }) => Array.from(consonants, (one) => blurred[one] ?? one).join('')))

function beginningsOf({ folded, isInitial, sounds }: NameWord): string[] {
  if (isInitial || sounds.length === 0) return [beginningOf(latinLetters(folded).charAt(0))]
  return sounds.map(({ consonants, gaps }) => beginningOf(gaps[0] === '' ? consonants.charAt(0) : 'a'))
}

const beginningOf = (letter: string): string =>
  beginnings.find((letters) => letter !== '' && letters.includes(letter))?.charAt(0) ?? letter
