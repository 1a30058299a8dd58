import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#platform/fault.js'
import { type KeyPair, pairFromSecret } from '#platform/vault/keys.js'

/** The worker's mailbox key pair from its secret folder (0600, own user). Fault `mailbox_key_missing`. */
export function readMailboxKey(folder: string): KeyPair {
  const path = join(folder, 'mailbox.key')
  if (!existsSync(path)) throw new Fault('mailbox_key_missing')
  return pairFromSecret(Buffer.from(readFileSync(path, 'utf8'), 'base64'))
}
