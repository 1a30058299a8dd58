import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '#platform/fault.js'
import type { Directory } from './directory.js'

export type Mode = 'local' | 'live' | 'test'

const privateParts = /^(root|recovery.*)\.key$/

/**
 * A live process neither trusts a practice directory nor starts beside a key that belongs offline.
 * Faults `live_on_local_directory`, `offline_key_on_host`, `local_on_live_directory`.
 */
export function checkMode(mode: Mode, directory: Directory, directoryPath: string): void {
  const { mode: signedFor } = directory.current()
  if (mode !== 'live') {
    if (signedFor !== 'local') throw new Fault('local_on_live_directory')
    return
  }
  if (signedFor !== 'live') throw new Fault('live_on_local_directory')
  const folder = dirname(directoryPath)
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => privateParts.test(name)) : []
  if (found.length > 0) throw new Fault('offline_key_on_host', { cause: new Error(join(folder, found[0] ?? '')) })
}
