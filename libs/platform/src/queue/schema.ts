import { runMigrations } from 'bullmq'

/** The part of TypeORM's QueryRunner (or of a wrapped client) that the migration needs. */
export interface QueueSchemaRunner {
  query(text: string, values?: unknown[], structured?: true): Promise<unknown>
}

interface StructuredResult {
  records: never[]
  affected?: number
}

/** BullMQ speaks pg; a QueryRunner answers in its own shape. */
const asPg = (runner: QueueSchemaRunner) => ({
  async query(text: string, values: readonly unknown[] = []) {
    const result = (await runner.query(text, [...values], true)) as StructuredResult
    return { rows: result.records ?? [], rowCount: result.affected ?? null }
  },
})

/**
 * Makes or raises schema `bullmq`, owned by `app_worker`, from a migration with `transaction = false` run as a member
 * of that role. The tables are made under SET ROLE, since a worker that may create in a schema the owner later migrates
 * could plant functions there; CREATE on the database is granted for that step only. A second run changes nothing.
 */
export async function migrateQueueSchema(runner: QueueSchemaRunner): Promise<void> {
  const database = await quotedDatabase(runner)
  await runner.query('CREATE SCHEMA IF NOT EXISTS bullmq AUTHORIZATION app_worker')
  await runner.query(`GRANT CREATE ON DATABASE ${database} TO app_worker`)
  await runner.query('SET ROLE app_worker')
  try {
    await runMigrations(asPg(runner), 'bullmq')
  } finally {
    await runner.query('RESET ROLE')
    await runner.query(`REVOKE CREATE ON DATABASE ${database} FROM app_worker`)
  }
  await runner.query(`GRANT TEMPORARY ON DATABASE ${database} TO app_worker`)
}

async function quotedDatabase(runner: QueueSchemaRunner): Promise<string> {
  const { records } = (await runner.query('SELECT quote_ident(current_database()) AS name', [], true)) as {
    records: { name: string }[]
  }
  return records[0]?.name ?? 'delegates'
}
