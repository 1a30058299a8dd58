import type { Pool, PoolClient, QueryConfig } from 'pg'

interface Asked {
  readonly statement: QueryConfig
  readonly resolve: (rows: unknown[]) => void
  readonly reject: (error: unknown) => void
}

const heard = (): void => undefined

/**
 * Sends all statements asked in one turn of the event loop over one connection in one journey: a page that asks ten at
 * once pays one write instead of ten. Each is a transaction of its own and fails alone. The pool's clients must pipeline.
 */
export class Journey {
  private waiting: Asked[] = []

  constructor(private readonly pool: () => Pool) {}

  /** The rows, or the driver's error. */
  ask(statement: QueryConfig): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ statement, resolve, reject }) === 1) process.nextTick(() => void this.leave())
    })
  }

  private async leave(): Promise<void> {
    const asked = this.waiting
    this.waiting = []
    try {
      await travel(await this.pool().connect(), asked)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
}

async function travel(client: PoolClient, asked: readonly Asked[]): Promise<void> {
  // A connection that breaks fails its statements and is thrown away; unheard, its event would end the process.
  client.on('error', heard)
  const { stream } = client.connection
  stream.cork()
  const answers = asked.map(async ({ statement, resolve, reject }) => {
    try {
      const { rows } = await client.query(statement)
      resolve(rows)
      return true
    } catch (error) {
      reject(error)
      return false
    }
  })
  stream.uncork()
  const ends = await Promise.all(answers)
  client.off('error', heard)
  client.release(ends.includes(false))
}
