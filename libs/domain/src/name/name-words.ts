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
  /** Ways to tell the family name: the last word, or the first. */
  readonly orders: readonly NameOrder[]
}

export interface NameOrder {
  readonly family: NameWord
  readonly given: readonly NameWord[]
  /** Given names from the one that is used on: the first that is no initial. */
  readonly used: readonly NameWord[]
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
    .map((text) => ({ text, folded: comparableName(text) }))
    .filter(({ folded }) => folded !== '' && !titles.has(folded))
  const important = parts.filter(({ folded }, i) => i === 0 || !particles.has(folded))
  const words = joinedServants(important).slice(0, mostWords).map(wordOf)

  return { whole: comparableName(name), words, orders: ordersOf(words) }
}

interface Part {
  readonly text: string
  readonly folded: string
}

function ordersOf(words: readonly NameWord[]): NameOrder[] {
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || words.length < 2) return []
  const orders = [
    { family: last, given: words.slice(0, -1) },
    { family: first, given: words.slice(1) },
  ]

  return orders.filter(({ family }) => !family.isInitial).map((order) => ({ ...order, used: fromUsed(order.given) }))
}

function fromUsed(given: readonly NameWord[]): readonly NameWord[] {
  const used = given.findIndex(({ isInitial }) => !isInitial)
  return used < 0 ? given : given.slice(used)
}

/** "Abdul Rahman" is one name in two words. */
function joinedServants(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    if (!before || !servant.test(before.folded)) joined.push(part)
    else joined[joined.length - 1] = { text: before.text + part.text, folded: before.folded + part.folded }
  }

  return joined
}

function wordOf({ text, folded }: Part): NameWord {
  const isInitial = folded.length <= 2 && Array.from(folded).length === 1 && folded.toUpperCase() !== folded
  return { folded, isInitial, sounds: isInitial ? [] : soundsOf(text) }
}

/** How two words may be one: written alike, the initial of the other, or another spelling or script of it. */
export type WordLikeness = 'equal' | 'initial' | 'sound'

export function wordLikeness(one: NameWord, other: NameWord): WordLikeness | null {
  if (one.folded === other.folded) return 'equal'
  if (one.isInitial || other.isInitial) return firstLetter(one) === firstLetter(other) ? 'initial' : null

  return soundAlike(one.sounds, other.sounds) ? 'sound' : null
}

const firstLetter = ({ folded }: NameWord): string => latinLetters(folded).charAt(0)
