// Compiles into an empty dist, or leaves it alone when no source has changed since. Run by `npm run build`.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { begin, inRoot, root, Stop } from './ground.mjs'
import { ensureInstalled } from './install.mjs'

const stampFile = inRoot('dist', '.stamp')

/** Builds when needed; returns the stamp of the sources, which changes when any of them does. */
export function ensureBuilt() {
  const stamp = stampOfSources()
  if (stampOfBuild() === stamp) return stamp
  // Always from an empty folder: an incremental build keeps the JavaScript of deleted sources, so a deleted spec would run on.
  rmSync(inRoot('dist'), { recursive: true, force: true })
  const compiler = inRoot('node_modules', 'typescript-native', 'bin', 'tsc')
  const done = spawnSync(process.execPath, [compiler, '-p', root], { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) throw new Stop('The build failed: see the compiler lines above.')
  writeFileSync(stampFile, stamp)
  return stamp
}

function stampOfBuild() {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function stampOfSources() {
  const hash = createHash('sha256')
  for (const name of ['tsconfig.json', 'package.json', 'package-lock.json']) hash.update(readFileSync(inRoot(name)))
  for (const folder of ['apps', 'libs', 'migrations', 'test']) addFolder(hash, inRoot(folder))
  return hash.digest('hex')
}

function addFolder(hash, folder) {
  for (const entry of entriesOf(folder)) {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) addFolder(hash, name)
    else if (/\.(tsx?|json|sql)$/.test(entry.name)) hash.update(lineFor(name))
  }
}

function lineFor(name) {
  const { size, mtimeMs } = statSync(name)
  return `${path.relative(root, name)} ${size} ${mtimeMs}\n`
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

if (realpathSync(process.argv[1]) === import.meta.filename) {
  await begin(() => {
    ensureInstalled()
    ensureBuilt()
  })
}
