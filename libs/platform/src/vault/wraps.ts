import { askPlanned, type Database, type Tx } from '#platform/database/database.js'
import { forget, keyId, type KeyPair, openWrap, pairFromSecret, wrapKey } from './keys.js'

/** A record's key as one recipient, named by the id of their key, can open it. */
export interface Wrap {
  readonly record: string
  readonly recipient: Buffer
  readonly wrap: Buffer
}

/** What a key's holder opens compartment pairs with. */
export interface WrappedKeys {
  readonly own: KeyPair
  readonly id: Buffer
  readonly wraps: readonly { readonly wrap: Buffer }[]
}

/** The wraps of every compartment pair to a session's own pair; nothing is opened by asking. */
export async function wrapsTo(asked: Pick<Database, 'prepared'> | Tx, own: KeyPair): Promise<WrappedKeys> {
  const id = keyId(own.publicKey)
  return { own, id, wraps: await askPlanned<{ wrap: Buffer }>(asked, 'SELECT wraps.keys_of($1) AS wrap', [id]) }
}

/** A session's own pair and every compartment pair wrapped to it, by key id. */
export function heldPairs({ own, id, wraps }: WrappedKeys): Map<string, KeyPair> {
  const pairs = new Map([[id.toString('hex'), own]])
  for (const { wrap } of wraps) {
    const pair = pairFromSecret(openWrap(wrap, own))
    pairs.set(keyId(pair.publicKey).toString('hex'), pair)
  }
  return pairs
}

/** The same inside a transaction, whose row security opens to just these. */
export async function unlockKeys(tx: Tx, own: KeyPair): Promise<Map<string, KeyPair>> {
  const pairs = heldPairs(await wrapsTo(tx, own))
  await tx.query(`SELECT set_config('app.recipients', $1, true)`, [[...pairs.keys()].join(',')])
  return pairs
}

/** Overwrites what was unlocked, but for the session's own pair. */
export function closeKeys(pairs: ReadonlyMap<string, KeyPair>, own: KeyPair): void {
  for (const pair of pairs.values()) if (pair !== own) forget(pair.secretKey)
}

/** The same record's key for these; none where no pair opens it. */
export function rewrapped(held: Wrap, pairs: ReadonlyMap<string, KeyPair>, publicKeys: readonly Buffer[]): Wrap[] {
  const pair = pairs.get(held.recipient.toString('hex'))
  if (!pair) return []
  const key = openWrap(held.wrap, pair)
  const wraps = publicKeys.map((to) => ({ record: held.record, recipient: keyId(to), wrap: wrapKey(key, to) }))
  forget(key)

  return wraps
}

/** Stores wraps; one that is there already stays. */
export async function insertWraps(tx: Tx, wraps: readonly Wrap[]): Promise<void> {
  await tx.query(
    `INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[])
     ON CONFLICT DO NOTHING`,
    [wraps.map(({ record }) => record), wraps.map(({ recipient }) => recipient), wraps.map(({ wrap }) => wrap)],
  )
}
