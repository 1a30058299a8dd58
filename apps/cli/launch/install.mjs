// Installs the packages when node_modules is missing or older than the lock file.
import { spawnSync } from 'node:child_process'
import { inRoot, readJson, root, Stop } from './ground.mjs'

/** Runs `npm ci` unless every locked package is there in its locked version. */
export function ensureInstalled() {
  const reason = whyStale(readJson(inRoot('package-lock.json')), readJson(inRoot('node_modules', '.package-lock.json')))
  if (!reason) return
  console.log(`Installing packages (${reason}) …`)
  const [program, ...first] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  const done = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) {
    throw new Stop('npm ci did not finish: see its message above, check the network and the disk, then run this again.')
  }
}

/** Why the installed tree does not match the lock, or undefined. Optional packages may be absent (other platforms). */
export function whyStale(lock, installed) {
  if (!installed) return 'node_modules is missing'
  for (const [place, wanted] of Object.entries(lock.packages)) {
    const found = installed.packages[place]
    if (place === '' || (!found && wanted.optional)) continue
    if (found?.version !== wanted.version) return `${place} is not the locked version`
  }
  return undefined
}
