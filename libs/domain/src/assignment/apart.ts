import { shuffled } from '../random.js'

/**
 * Sorts the readers of one file into groups of whom one at most reads it, so that readers of different groups may always
 * meet; the first in the order are let in first. Where the pairs to keep apart overlap without all being pairs (A–B and
 * B–C, but A with C is fine), somebody is left out of this file.
 *
 * Why: groups that do not overlap are one more node between reader and file, so the model stays a transportation problem,
 * whole-numbered by itself. Rows over overlapping pairs would make it a search in whole numbers over 90,000 columns,
 * which has no bound on its time. What is lost is a reader on a file here and there, by lot.
 */
function groupsInOrder(order: readonly number[], apart: readonly ReadonlySet<number>[]): number[][] {
  const groups: number[][] = []
  for (const reader of order) {
    const met = groups.filter((group) => group.some((other) => apart[reader]?.has(other)))
    const [only] = met
    if (!only) groups.push([reader])
    else if (met.length === 1 && only.every((other) => apart[reader]?.has(other))) only.push(reader)
  }

  return groups
}

/**
 * Groups of the readers who may read a file, of whom one at most is to. `first` are always let in (they read it already);
 * the others by lot, unless the lot leaves fewer than `wanted` groups and letting in those with the fewest to be kept
 * apart from leaves more.
 */
export function apartGroups(
  sides: { readonly first: readonly number[]; readonly others: readonly number[] },
  apart: readonly ReadonlySet<number>[],
  wanted: number,
  random: () => number,
): number[][] {
  const isBound = (reader: number): boolean => (apart[reader]?.size ?? 0) > 0
  if (!sides.others.some(isBound)) return groupsInOrder([...sides.first, ...sides.others], apart)
  const lot = shuffled(sides.others, random)
  const byLot = groupsInOrder([...sides.first, ...lot], apart)
  if (byLot.length >= wanted) return byLot
  const free = lot.toSorted((one, other) => (apart[one]?.size ?? 0) - (apart[other]?.size ?? 0))
  const byFreedom = groupsInOrder([...sides.first, ...free], apart)

  return byFreedom.length > byLot.length ? byFreedom : byLot
}
