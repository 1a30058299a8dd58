import pg from 'pg'
import { Fault } from '#platform/fault.js'

const transient = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08003', '08001'])

/** Turns a database error into a fault that holds its SQLSTATE and nothing else: messages and details carry values. */
export function databaseFault(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
  // Raised by the guards of an archived edition.
  if (code === 'EDARC') return new Fault('edition_archived')
  return new Fault(transient.has(code) ? 'database_away' : `database_${code}`)
}

/** Names under which a connection keeps a statement parsed and planned; the texts are our own and few. */
export class StatementNames {
  private readonly names = new Map<string, string>()

  of(text: string): string {
    const known = this.names.get(text) ?? `q${this.names.size}`
    this.names.set(text, known)
    return known
  }
}

/** Plain pg for one role: the public process and the hot paths. Every error leaves as a `Fault` without values. */
export class Sql {
  private readonly pool: pg.Pool
  private readonly names = new StatementNames()

  constructor(url: string, size = 16) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: size,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 5000,
    })
    // An idle connection the server closed is replaced at the next use; without a listener it would end the process.
    this.pool.on('error', () => undefined)
  }

  async query<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    try {
      const result = await this.pool.query({ name: this.names.of(text), text, values: [...values] })
      return result.rows as T[]
    } catch (error) {
      throw databaseFault(error)
    }
  }

  /** First row, or undefined. */
  async one<T>(text: string, values: readonly unknown[] = []): Promise<T | undefined> {
    return (await this.query<T>(text, values))[0]
  }

  async close(): Promise<void> {
    await this.pool.end()
  }
}
