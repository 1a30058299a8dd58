const wheel = 0x9e3779b97f4a7c15n
const low = (value: bigint): bigint => BigInt.asUintN(64, value)

/**
 * A stream of numbers in [0, 1), 53 bits each, the same for the same seed: SplitMix64 (Steele, Lea, Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014). A whole number is the generator's state itself; a text is
 * first hashed by FNV-1a to 64 bits. Whoever knows the seed knows the stream: for lots, never for secrets.
 */
export function seededRandom(seed: string | number): () => number {
  let state = typeof seed === 'number' ? low(BigInt(seed)) : hashed(seed)
  return () => {
    state = low(state + wheel)
    let mixed = low((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n)
    mixed = low((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn)
    return Number((mixed ^ (mixed >> 31n)) >> 11n) / 2 ** 53
  }
}

/** FNV-1a, 64 bits, over the text in UTF-8 (Fowler, Noll, Vo). */
const hashed = (text: string): bigint =>
  new TextEncoder()
    .encode(text)
    .reduce((hash, byte) => low((hash ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n)

/** The same items in an order drawn from the stream, each order as likely as any other (Fisher, Yates; Durstenfeld 1964). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items]
  for (let end = order.length - 1; end > 0; end -= 1) {
    const drawn = Math.floor(random() * (end + 1))
    const item = order[end] as T
    order[end] = order[drawn] as T
    order[drawn] = item
  }

  return order
}
