import type { Pool } from 'pg'
import { DataSource, type EntityManager } from 'typeorm'
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js'
import { Fault } from '#platform/fault.js'
import { Journey } from './journey.js'
import { databaseFault, StatementNames } from './sql.js'

declare const branded: unique symbol

/** A running transaction. Only `Database.transaction` makes one; every store function that writes takes it first. */
export type Tx = EntityManager & { readonly [branded]: 'tx' }

/** Asks with a statement that is planned once for each connection; inside a transaction, as its other statements. */
export const askPlanned = <T>(
  asked: Pick<Database, 'prepared'> | Tx,
  text: string,
  values: readonly unknown[],
): Promise<T[]> => ('prepared' in asked ? asked.prepared<T>(text, values) : asked.query<T[]>(text, [...values]))

class RolledBack extends Error {
  constructor(readonly outcome: unknown) {
    super('rolled_back')
  }
}

const isRefusal = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false

/** TypeORM for the staff, worker and cli doors. */
export class Database {
  private readonly names = new StatementNames()
  private readonly journey: Journey

  /** For programs without the framework. */
  static async open(url: string): Promise<Database> {
    const source = new DataSource({ type: 'postgres', url, installExtensions: false, extra: { pipeline: true } })
    return new Database(await source.initialize())
  }

  /** The clients of the source pipeline: its option `extra.pipeline`. */
  constructor(readonly source: DataSource) {
    this.journey = new Journey(() => (source.driver as PostgresDriver).master as Pool)
  }

  /** Runs work in one transaction. A refusal it returns rolls back and is returned; a fault rolls back and is thrown. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.source.transaction(async (manager) => {
        const outcome = await work(manager as Tx)
        if (isRefusal(outcome)) throw new RolledBack(outcome)
        return outcome
      })
    } catch (error) {
      if (error instanceof RolledBack) return error.outcome as T
      throw error instanceof Fault ? error : databaseFault(error)
    }
  }

  /**
   * The same as `query`, for what nearly every page asks: parsed and planned once for each connection, and sent together
   * with whatever else is asked in the same turn. Texts must be few.
   */
  async prepared<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    try {
      return (await this.journey.ask({ name: this.names.of(text), text, values: [...values] })) as T[]
    } catch (error) {
      throw databaseFault(error)
    }
  }

  /** Reads outside a transaction. */
  async query<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    try {
      return await this.source.query<T[]>(text, [...values])
    } catch (error) {
      throw databaseFault(error)
    }
  }
}
