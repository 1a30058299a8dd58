/** Draws that come out the same for the same seed (mulberry32), so that a demonstration can be told and told again. */
export class Draw {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** A number from 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  one<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.next() * from.length)]
    if (found === undefined) throw new Error('nothing_to_draw_from')
    return found
  }

  /** Several different ones, in the order of the list. */
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from]
    while (left.length > count) left.splice(Math.floor(this.next() * left.length), 1)
    return left
  }

  chance(share: number): boolean {
    return this.next() < share
  }
}
