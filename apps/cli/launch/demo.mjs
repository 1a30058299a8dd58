// Behind `npm run demo`: fills the practice copy, running or not, with synthetic people.
import { ensureBuilt } from './build.mjs'
import { begin, inRoot, runNode } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { environmentFor } from './local/apps.mjs'
import { openDatabase, runningDatabase } from './local/database.mjs'
import { portsFrom } from './local/ports.mjs'
import { prepare } from './local/prepare.mjs'

await begin(async () => {
  ensureInstalled()
  const stamp = ensureBuilt()
  const running = runningDatabase()
  const database = running ?? (await openDatabase(stamp))
  try {
    const place = { database, ports: portsFrom() }
    if (!running && !database.isPrepared) await prepare(place)
    const args = [inRoot('dist', 'apps', 'cli', 'src', 'main.js'), 'demo', ...process.argv.slice(2)]
    process.exitCode = await runNode(args, environmentFor('demo', place))
  } finally {
    await database.stop?.()
  }
})
