import { signingKey } from './annex.js'
import { forget, newKeyPair, openBytes, pairFromSecret, type KeyPair, sealBytes } from './keys.js'
import { newSalt, passwordKeys } from './password.js'

/** The stored half of a staff account: nothing in it opens anything without the password. */
export interface AccountSecrets {
  readonly salt: Buffer
  readonly verifierHash: Buffer
  readonly sealedKeys: Buffer
  readonly sealedTotp: Buffer
  readonly publicKey: Buffer
  /** What the person would sign with as a keeper; nobody heeds it before the root names it. */
  readonly signingKey: Buffer
}

const keysLabel = Buffer.from('staff-keys')
const totpLabel = Buffer.from('staff-totp')

/** Makes a key pair for a person and seals it, and the TOTP secret (base32), under the password's key. */
export async function newAccountSecrets(password: string, totpSecret: string): Promise<AccountSecrets> {
  const { secrets, pair } = await beginAccount(password, totpSecret)
  forget(pair.secretKey)
  return secrets
}

/** The same, with the pair for a session that begins at once; the caller forgets it. */
export async function beginAccount(
  password: string,
  totpSecret: string,
): Promise<{ readonly secrets: AccountSecrets; readonly pair: KeyPair }> {
  const salt = newSalt()
  const { kek, verifierHash } = await passwordKeys(password, salt)
  const pair = newKeyPair()
  const secrets = {
    salt,
    verifierHash,
    sealedKeys: sealBytes(pair.secretKey, kek, keysLabel),
    sealedTotp: sealBytes(Buffer.from(totpSecret, 'ascii'), kek, totpLabel),
    publicKey: pair.publicKey,
    signingKey: signingKey(pair.secretKey),
  }
  forget(kek)

  return { secrets, pair }
}

export interface OpenedAccount {
  readonly pair: KeyPair
  readonly totpSecret: string
}

/** Opens what `newAccountSecrets` sealed. The key must come from the right password: check the verifier first. */
export const openAccount = (
  kek: Buffer,
  secrets: Pick<AccountSecrets, 'sealedKeys' | 'sealedTotp'>,
): OpenedAccount => ({
  pair: pairFromSecret(openBytes(secrets.sealedKeys, kek, keysLabel)),
  totpSecret: openBytes(secrets.sealedTotp, kek, totpLabel).toString('ascii'),
})
