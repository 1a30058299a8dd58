import { comparableName } from '../name/comparable-name.js'

/** A file as it is compared: the chosen name, and the keyed digest of its address (null without one). */
export interface Comparable {
  readonly id: string
  readonly name: string
  readonly mail: string | null
}

/** `mail`: one mailbox for both files. `name_and_mail`: the same chosen name as well. */
export type PairRule = 'mail' | 'name_and_mail'

/** Two files that may be one person's, in the order given; never the same two twice. */
export interface Pair {
  readonly first: string
  readonly second: string
}

/** Names a pair whichever way round it is given. */
export const pairKey = ({ first, second }: Pair): string => [first, second].toSorted().join(' ')

/** Pairs the rule finds among these files, without those a person has judged. An empty name or no address matches nothing. */
export function findPairs(files: readonly Comparable[], rule: PairRule, judged: ReadonlySet<string>): Pair[] {
  const pairs = files.flatMap((first, i) =>
    files
      .slice(i + 1)
      .filter((second) => isAlike(first, second, rule))
      .map((second) => ({ first: first.id, second: second.id })),
  )

  return pairs.filter((pair) => !judged.has(pairKey(pair)))
}

function isAlike(one: Comparable, other: Comparable, rule: PairRule): boolean {
  if (one.mail === null || one.mail !== other.mail) return false
  const name = comparableName(one.name)

  return rule === 'mail' || (name !== '' && name === comparableName(other.name))
}
