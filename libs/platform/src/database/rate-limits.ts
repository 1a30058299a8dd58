import { performance } from 'node:perf_hooks'
import { Fault } from '#platform/fault.js'

/** So many tokens, refilled evenly over so many seconds: an empty bucket delays and never locks. */
export interface Limit {
  readonly size: number
  readonly seconds: number
}

export interface Bucket extends Limit {
  /** Whose: the database keeps an HMAC of it under a key of the day. */
  readonly name: string
}

interface Queries {
  query<T>(text: string, values: readonly unknown[]): Promise<T[]>
}

/**
 * Takes a token of each bucket in turn; false at the first empty one, so that a refused try costs those behind it
 * nothing. Fault `database_away` when they cannot be asked.
 */
export async function takeTokens(queries: Queries, buckets: readonly Bucket[]): Promise<boolean> {
  for (const { name, size, seconds } of buckets) {
    const [taken] = await queries
      .query<{ free: boolean }>('SELECT app.rate_take($1, $2, $3) AS free', [name, size, seconds])
      .catch((cause: unknown) => {
        throw new Fault('database_away', { cause })
      })
    if (!taken?.free) return false
  }
  return true
}

/** A bucket of this process alone, for acts that stay open while the common ones cannot be asked. Knows nobody. */
export class SpareBucket {
  private tokens: number
  private filledAt = performance.now()

  constructor(private readonly limit: Limit) {
    this.tokens = limit.size
  }

  take(now = performance.now()): boolean {
    const { size, seconds } = this.limit
    this.tokens = Math.min(size, this.tokens + ((now - this.filledAt) * size) / (seconds * 1000))
    this.filledAt = now
    if (this.tokens < 1) return false
    this.tokens -= 1
    return true
  }

  /** The common buckets' answer, else this one's. Faults other than `database_away` go on. */
  async insteadOf(common: Promise<boolean>): Promise<boolean> {
    return common.catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'database_away') return this.take()
      throw error
    })
  }
}
