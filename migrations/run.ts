import { DataSource, type QueryRunner } from 'typeorm'
import { migrations } from './all.js'
import { syncLifecycles } from './lifecycles.js'
import { sqlText } from './sql.js'

const granted = ['app_definer', 'app_registration', 'app_staff', 'app_worker', 'app_operator']

/**
 * Brings the database to the newest schema, rewrites the lifecycle rows from the tables in code and lays the grants anew.
 * A second run changes nothing. `operatorUrl` is a connection as `app_operator`.
 */
export async function migrate(operatorUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: operatorUrl,
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    logging: false,
  })
  await source.initialize()
  try {
    await source.runMigrations()
    await source.transaction(async (manager) => {
      const runner = manager.queryRunner
      if (!runner) throw new Error('no_query_runner')
      await syncLifecycles(runner)
      await layGrants(runner)
    })
  } finally {
    await source.destroy()
  }
}

// All rights are taken first, so that a line removed from a grants file is a right removed.
async function layGrants(runner: QueryRunner): Promise<void> {
  await runner.query(sqlText('grants/before.sql'))
  for (const role of granted) await runner.query(sqlText(`grants/${role}.sql`))
}
