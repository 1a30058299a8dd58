import { comparableName } from './comparable-name.js'
import { type Sound, soundAlike, soundsOf } from './sounds.js'
import { latinLetters } from './letters.js'

export interface NameWord {
  readonly folded: string
  /** A single letter of a script with capitals. */
  readonly isInitial: boolean
  readonly sounds: readonly Sound[]
}

/** A name taken apart for comparing only: it is stored, shown and sorted as its owner wrote it. */
export interface ReadName {
  readonly whole: string
  /** Without titles and particles; what follows a comma stands first. */
  readonly words: readonly NameWord[]
}

const apostrophes = /['’‘ʼʻʿʾ`´]/gu
const article = /(^|[\s-])(?:al|el|ul|ar|as|ash|at|ad|az|an)-(?=\p{L}{3})/giu
const titles = new Set('dr prof mr mrs ms sir jr sr ii iii'.split(' '))
/** Nobody's first word. */
const particles = new Set(
  'al el ul bin ibn ben bint ould von van der den de da do dos del della la le du di'.split(' '),
)
const servant = /^(?:abd|abd[aeou]l|abdoul|عبد)$/u
const mostWords = 8

/** Reads a name once, so that it can be compared with many. */
export function readName(name: string): ReadName {
  const [family = '', given, ...more] = name.split(/[,،]/u)
  const spoken = given !== undefined && more.length === 0 ? `${given} ${family}` : name
  const parts = spoken
    .normalize('NFC')
    .replace(apostrophes, '')
    .replace(article, '$1')
    .split(/[\s\p{P}]+/u)
    .filter((part) => comparableName(part) !== '')
  const untitled = parts.filter((part) => !titles.has(comparableName(part)))
  const important = untitled.filter((part, i) => i === 0 || !particles.has(comparableName(part)))

  return { whole: comparableName(name), words: joinedServants(important).slice(0, mostWords).map(wordOf) }
}

/** "Abdul Rahman" is one name in two words. */
function joinedServants(parts: readonly string[]): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    if (before !== undefined && servant.test(comparableName(before))) joined[joined.length - 1] = before + part
    else joined.push(part)
  }

  return joined
}

function wordOf(part: string): NameWord {
  const folded = comparableName(part)
  const isInitial = Array.from(folded).length === 1 && folded.toUpperCase() !== folded
  return { folded, isInitial, sounds: isInitial ? [] : soundsOf(part) }
}

/** How two words may be one: written alike, the initial of the other, or another spelling or script of it. */
export type WordLikeness = 'equal' | 'initial' | 'sound'

export function wordLikeness(one: NameWord, other: NameWord): WordLikeness | null {
  if (one.folded === other.folded) return 'equal'
  if (one.isInitial || other.isInitial) return firstLetter(one) === firstLetter(other) ? 'initial' : null

  return soundAlike(one.sounds, other.sounds) ? 'sound' : null
}

const firstLetter = ({ folded }: NameWord): string => latinLetters(folded).charAt(0)
