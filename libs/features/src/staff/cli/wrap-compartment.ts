import type { Tx } from '#platform/database/database.js'
import { keyId, pairFromSecret, wrapKey } from '#platform/vault/keys.js'

/** Wraps a compartment's key to somebody who keeps it, or to recovery. */
export async function wrapCompartment(tx: Tx, secret: Buffer, publicKey: Buffer): Promise<void> {
  const id = keyId(pairFromSecret(secret).publicKey)
  await tx.query('INSERT INTO wraps.key_wrap (key_id, recipient, wrap) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    id,
    keyId(publicKey),
    wrapKey(secret, publicKey),
  ])
}
