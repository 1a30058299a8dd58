import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Sql } from '#platform/database/sql.js'
import { dumpDatabase, type Place } from '#test/support/canaries.js'
import type { RunningWorld } from '#test/support/running-world.js'

const beside = /^(app\.(outbox|staff_task)$|audit\.|bullmq\.)/

/** What is written beside the sealed records: logs, addresses, subjects, rows of queue, outbox and audit. */
export async function writtenBeside(running: RunningWorld, urls: readonly string[]): Promise<Place[]> {
  const { world, trap } = running
  const admin = new Sql(world.database.url('postgres'))
  const [server] = await admin.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`)
  await admin.close()
  const serverLog = readFileSync(path.join(server?.folder ?? '', '../postgres.log'), 'utf8')
  const subjects = trap.messages().map(({ subject }) => subject)
  const texts = Object.entries({ log: running.log(), urls, subjects, serverLog: [serverLog] })
  const tables = (await dumpDatabase(world.database)).filter(({ name }) => beside.test(name))

  return [...texts.map(([name, text]) => ({ name, bytes: Buffer.from(text.join('\n')) })), ...tables]
}
