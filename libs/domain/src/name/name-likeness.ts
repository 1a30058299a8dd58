import { type NameWord, type ReadName, type WordLikeness, wordLikeness } from './name-words.js'

/**
 * Why two names may be one person's: written alike; the same words in another order; one leaves words out; initials for
 * words; another spelling or another script.
 */
export type NameLikeness = 'same' | 'other_order' | 'shorter' | 'initials' | 'sounds_alike'

/** The strongest reason to ask whether two names are one person's; null for none. Either way round it is the same. */
export function nameLikeness(one: ReadName, other: ReadName): NameLikeness | null {
  if (one.words.length === 0 || other.words.length === 0) return null
  if (one.whole === other.whole) return 'same'
  const found = [sameWords(one.words, other.words), fewerWords(one.words, other.words), withInitials(one, other)]

  return strongestOf(found)
}

const strongest: readonly NameLikeness[] = ['same', 'other_order', 'shorter', 'initials', 'sounds_alike']
const strongestOf = (found: readonly (NameLikeness | null)[]): NameLikeness | null =>
  strongest.find((likeness) => found.includes(likeness)) ?? null

/** Word for word, in any order, no initials. */
function sameWords(one: readonly NameWord[], other: readonly NameWord[]): NameLikeness | null {
  if (one.length !== other.length || [...one, ...other].some(({ isInitial }) => isInitial)) return null
  const inOrder = pairwise(one, other)
  if (inOrder) return inOrder.includes('sound') ? 'sounds_alike' : 'same'
  const left = [...other]
  const found = one.map((word) => {
    const at = bestOf(word, left)
    return at < 0 ? null : wordLikeness(word, left.splice(at, 1)[0] ?? word)
  })
  if (found.includes(null)) return null

  return found.includes('sound') ? 'sounds_alike' : 'other_order'
}

/** The place of the word written alike, else of one that sounds alike, else −1. */
function bestOf(word: NameWord, words: readonly NameWord[]): number {
  const equal = words.findIndex(({ folded }) => folded === word.folded)
  return equal < 0 ? words.findIndex((other) => wordLikeness(word, other) === 'sound') : equal
}

/** Each word with its counterpart as far as the shorter goes; null when two do not go together. */
function pairwise(one: readonly NameWord[], other: readonly NameWord[]): WordLikeness[] | null {
  const found = one.slice(0, other.length).map((word, i) => wordLikeness(word, other[i] ?? word))
  return found.length === 0 || found.includes(null) ? null : found.filter((likeness) => likeness !== null)
}

/** Two words or more, all found in the longer name in their order, the first as its first. */
function fewerWords(one: readonly NameWord[], other: readonly NameWord[]): NameLikeness | null {
  const [fewer, more] = one.length < other.length ? [one, other] : [other, one]
  if (fewer.length < 2 || fewer.length === more.length || fewer.some(({ isInitial }) => isInitial)) return null
  const found: WordLikeness[] = []
  let from = 0
  for (const word of fewer) {
    const at = more.findIndex(
      (candidate, i) => i >= from && !candidate.isInitial && wordLikeness(word, candidate) !== null,
    )
    if (at < 0 || (found.length === 0 && at > 0)) return null
    found.push(wordLikeness(word, more[at] ?? word) ?? 'sound')
    from = at + 1
  }

  return found.includes('sound') ? 'sounds_alike' : 'shorter'
}

interface Order {
  readonly family: NameWord
  readonly given: readonly NameWord[]
}

/** The family name alike and the given names going together; family last in at least one of the two. */
function withInitials(one: ReadName, other: ReadName): NameLikeness | null {
  const [ofOne, ofOther] = [ordersOf(one.words), ordersOf(other.words)]
  const pairs = [...ofOther.map((order) => [ofOne[0], order]), ...ofOne.slice(1).map((order) => [order, ofOther[0]])]
  const found = pairs.flatMap(([a, b]) => (a && b ? [ordered(a, b)] : []))

  return strongestOf(found)
}

function ordersOf(words: readonly NameWord[]): Order[] {
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || words.length < 2) return []
  const orders = [
    { family: last, given: words.slice(0, -1) },
    { family: first, given: words.slice(1) },
  ]

  return orders.filter(({ family }) => !family.isInitial)
}

function ordered(one: Order, other: Order): NameLikeness | null {
  const family = wordLikeness(one.family, other.family)
  const given = givenAlike(one.given, other.given)
  if (family === null || given === null) return null

  if (family === 'sound' || given.includes('sound')) return 'sounds_alike'

  return given.includes('initial') ? 'initials' : 'shorter'
}

/**
 * Given names go together from the name that is used on: "L. Peter" is a Peter, so P. and not L.; "X. D." goes by X. With
 * as many words on both sides each must go with its own.
 */
function givenAlike(one: readonly NameWord[], other: readonly NameWord[]): WordLikeness[] | null {
  const all = one.length === other.length ? pairwise(one, other) : null
  return all ?? pairwise(fromUsed(one), fromUsed(other))
}

function fromUsed(given: readonly NameWord[]): readonly NameWord[] {
  const used = given.findIndex(({ isInitial }) => !isInitial)
  return used < 0 ? given : given.slice(used)
}
