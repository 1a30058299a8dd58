import { inRoot } from '../ground.mjs'
import { environmentFor, runTask } from './apps.mjs'

/** Migrates, then makes keys, first sign-ins and an open edition where they are missing. Safe to run again. */
export async function prepare(place) {
  const env = environmentFor('cli', place)
  const migration = "const { migrate } = await import('#migrations/run.js'); await migrate(process.env.DATABASE_URL)"
  await runTask('migrate', ['--input-type=module', '--eval', migration], { env, failed: 'The migration failed' })
  const cli = inRoot('dist', 'apps', 'cli', 'src', 'main.js')
  await runTask('prepare', [cli, 'prepare-local'], { env, failed: 'Keys and first sign-ins could not be made' })
  place.database.markPrepared()
}
