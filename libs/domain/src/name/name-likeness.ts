import { type NameOrder, type NameWord, type ReadName, type WordLikeness, wordLikeness } from './name-words.js'

/**
 * Why two names may be one person's: written alike; the same words in another order; one leaves words out; initials for
 * words; another spelling or another script.
 */
export type NameLikeness = 'same' | 'other_order' | 'shorter' | 'initials' | 'sounds_alike'

/** The strongest reason to ask whether two names are one person's; null for none. Either way round it is the same. */
export function nameLikeness(one: ReadName, other: ReadName): NameLikeness | null {
  if (one.words.length === 0 || other.words.length === 0) return null
  if (one.whole === other.whole) return 'same'
  const asWords =
    one.words.length === other.words.length ? sameWords(one.words, other.words) : fewerWords(one.words, other.words)

  return asWords && asWords !== 'sounds_alike' ? asWords : strongestOf([asWords, withInitials(one, other)])
}

const strongest: readonly NameLikeness[] = ['same', 'other_order', 'shorter', 'initials', 'sounds_alike']
const strongestOf = (found: readonly (NameLikeness | null | undefined)[]): NameLikeness | null =>
  found.reduce<NameLikeness | null>(
    (best, likeness) =>
      likeness && (!best || strongest.indexOf(likeness) < strongest.indexOf(best)) ? likeness : best,
    null,
  )

/** As many words, in any order, no initials. */
function sameWords(one: readonly NameWord[], other: readonly NameWord[]): NameLikeness | null {
  const inOrder = pairwise(one, other)
  if (inOrder) return inOrder.includes('initial') ? null : inOrder.includes('sound') ? 'sounds_alike' : 'same'
  const left = [...other]
  let heard: WordLikeness = 'equal'
  for (const word of one) {
    const at = bestOf(word, left)
    if (at < 0) return null
    const [found] = left.splice(at, 1)
    if (found?.folded !== word.folded) heard = 'sound'
  }

  return heard === 'sound' ? 'sounds_alike' : 'other_order'
}

/** The place of the word written alike, else of one that sounds alike, else −1. */
function bestOf(word: NameWord, words: readonly NameWord[]): number {
  const equal = words.findIndex(({ folded }) => folded === word.folded)
  return equal < 0 ? words.findIndex((other) => wordLikeness(word, other) === 'sound') : equal
}

/** Each word with its counterpart as far as the shorter goes; null when two do not go together. */
function pairwise(one: readonly NameWord[], other: readonly NameWord[]): WordLikeness[] | null {
  const found: WordLikeness[] = []
  for (const [i, word] of one.entries()) {
    const counterpart = other[i]
    if (!counterpart) break
    const likeness = wordLikeness(word, counterpart)
    if (likeness === null) return null
    found.push(likeness)
  }

  return found.length === 0 ? null : found
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

/** The family name alike and the given names going together; family last in at least one of the two. */
function withInitials(one: ReadName, other: ReadName): NameLikeness | null {
  const [last, first] = one.orders
  const found = other.orders.map((order) => last && ordered(last, order))
  const [lastOfOther] = other.orders
  if (first && lastOfOther) found.push(ordered(first, lastOfOther))

  return strongestOf(found)
}

function ordered(one: NameOrder, other: NameOrder): NameLikeness | null {
  const family = wordLikeness(one.family, other.family)
  const given = family && givenAlike(one, other)
  if (!given) return null
  if (family === 'sound' || given.includes('sound')) return 'sounds_alike'

  return given.includes('initial') ? 'initials' : 'shorter'
}

/**
 * Given names go together from the name that is used on: "L. Peter" is a Peter, so P. and not L.; "X. D." goes by X. With
 * as many words on both sides each must go with its own.
 */
function givenAlike(one: NameOrder, other: NameOrder): WordLikeness[] | null {
  const all = one.given.length === other.given.length ? pairwise(one.given, other.given) : null
  return all ?? pairwise(one.used, other.used)
}
