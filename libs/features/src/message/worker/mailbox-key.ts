import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#platform/fault.js'
import { type KeyPair, pairFromSecret } from '#platform/vault/keys.js'

/** The worker's mailbox key pair from its secret folder (0600, own user). Fault `mailbox_key_missing`. */
export const readMailboxKey = (folder: string): KeyPair => pairFromSecret(secret(folder, 'mailbox'))

/** The key of the blind index from the same folder. Fault `blind-index_key_missing`. */
export const readBlindIndexKey = (folder: string): Buffer => secret(folder, 'blind-index')

function secret(folder: string, name: 'mailbox' | 'blind-index'): Buffer {
  const path = join(folder, `${name}.key`)
  if (!existsSync(path)) throw new Fault(`${name}_key_missing`)
  return Buffer.from(readFileSync(path, 'utf8'), 'base64')
}
