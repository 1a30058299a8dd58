import { existsSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { begin, inRoot, runNode, Stop } from './ground.mjs'
import { ensureInstalled } from './install.mjs'

/** Installs and builds what is missing, then runs a compiled file of dist with the rest of the command line. */
export const runBuilt = (file) =>
  begin(async () => {
    ensureInstalled()
    ensureBuilt()
    const main = inRoot('dist', file)
    if (!existsSync(main)) throw new Stop(`This version has no ${file.replace(/\.js$/, '.ts')} to run.`)
    process.exitCode = await runNode([main, ...process.argv.slice(2)])
  })
