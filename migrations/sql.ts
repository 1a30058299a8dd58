import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { QueryRunner } from 'typeorm'

const home = join(dirname(createRequire(import.meta.url).resolve('../../package.json')), 'migrations')

/** Text of a file below `migrations/`; SQL is not copied to the build, so it is read from the sources. */
export const sqlText = (file: string): string => readFileSync(join(home, file), 'utf8')

/** Runs one SQL file of `migrations/sql` as it stands. */
export async function runSql(runner: QueryRunner, file: string): Promise<void> {
  await runner.query(sqlText(join('sql', file)))
}
