import { comparableName } from '../name/comparable-name.js'
import { pairsSharing } from './blocks.js'

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
  return pairsSharing(files, { keysOf: (file) => keysOf(file, rule), most: Infinity, counts: () => true })
    .pairs.map(([first, second]) => ({ first: files[first]?.id ?? '', second: files[second]?.id ?? '' }))
    .filter((pair) => !judged.has(pairKey(pair)))
}

function keysOf({ name, mail }: Comparable, rule: PairRule): string[] {
  if (mail === null) return []
  if (rule === 'mail') return [mail]
  const comparable = comparableName(name)

  return comparable === '' ? [] : [`${mail} ${comparable}`]
}
