import pg from 'pg'
import { migrateQueueSchema } from '#platform/queue/schema.js'

/** Makes or makes again schema `bullmq`, as the migration does, over a plain client of the operator. */
export async function buildQueueSchema(operatorUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: operatorUrl })
  await client.connect()
  try {
    await migrateQueueSchema({
      query: async (text, values) => {
        const result = await client.query(text, values)
        return { records: result.rows, affected: result.rowCount }
      },
    })
  } finally {
    await client.end()
  }
}

/** Wipes the queue under a running worker. PostgreSQL ends one of two that wait for each other: then it is tried again. */
export async function dropQueueSchema(admin: Pick<pg.Pool, 'query'>): Promise<void> {
  for (;;) {
    try {
      await admin.query('DROP SCHEMA bullmq CASCADE')
      return
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === '40P01')) throw error
    }
  }
}
