import { ensureBuilt } from '../build.mjs'
import { begin, inRoot, runNode } from '../ground.mjs'
import { ensureInstalled } from '../install.mjs'
import { environmentFor } from './apps.mjs'
import { openDatabase, runningDatabase } from './database.mjs'
import { portsFrom } from './ports.mjs'
import { prepare } from './prepare.mjs'

/** Runs a verb of apps/cli on the practice copy, whether it is running or not. */
export const runVerb = (args) =>
  begin(async () => {
    ensureInstalled()
    const stamp = ensureBuilt()
    const running = runningDatabase()
    const database = running ?? (await openDatabase(stamp))
    try {
      const place = { database, ports: portsFrom() }
      if (!running && !database.isPrepared) await prepare(place)
      const main = inRoot('dist', 'apps', 'cli', 'src', 'main.js')
      process.exitCode = await runNode([main, ...args], environmentFor(args[0] === 'demo' ? 'demo' : 'cli', place))
    } finally {
      await database.stop?.()
    }
  })
