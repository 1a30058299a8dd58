/** Places of two items in the list, the smaller first. */
export type Places = readonly [number, number]

/** A key that more items share than can be told apart two by two; a finding of its own. */
export interface Crowd {
  readonly key: string
  readonly places: readonly number[]
}

export interface Sharing<T> {
  readonly keysOf: (item: T) => Iterable<string>
  /** A key shared by so many that more pairs than `most` items have would come of it makes none and is a crowd. */
  readonly most: number
  /** Two items meet under a key only where it counts for one of them. */
  readonly counts: (key: string, item: T) => boolean
}

/**
 * Pairs of items that share a key, each pair once, in the order of the list: work grows with what is shared, not with the
 * square of the list.
 */
export function pairsSharing<T>(items: readonly T[], { keysOf, most, counts }: Sharing<T>) {
  const blocks = new Map<string, number[]>()
  for (const [place, item] of items.entries()) {
    for (const key of new Set(keysOf(item))) {
      const block = blocks.get(key)
      if (block) block.push(place)
      else blocks.set(key, [place])
    }
  }
  const crowds: Crowd[] = []
  const numbers = new Set<number>()
  for (const [key, places] of blocks) {
    const counting = new Set(places.filter((place) => items[place] !== undefined && counts(key, items[place])))
    if (counting.size * places.length > most ** 2) crowds.push({ key, places })
    else addPairs(places, counting, (first, second) => numbers.add(first * items.length + second))
  }

  return {
    crowds,
    pairs: Array.from(numbers)
      .toSorted(ascending)
      .map((number) => placesOf(number, items.length)),
  }
}

/** A pair is kept as one number: a set of numbers is quick, a set of texts is not. */
const placesOf = (number: number, size: number): Places => [Math.floor(number / size), number % size]
const ascending = (a: number, b: number): number => a - b

/** All pairs with one that counts; the places ascend. */
function addPairs(places: readonly number[], counting: ReadonlySet<number>, add: (a: number, b: number) => void): void {
  for (const one of counting) {
    for (const other of places) {
      if (other > one) add(one, other)
      else if (other < one && !counting.has(other)) add(other, one)
    }
  }
}
