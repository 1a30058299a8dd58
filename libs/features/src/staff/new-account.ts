import type { Compartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import type { Tx } from '#platform/database/database.js'
import { newAccountSecrets } from '#platform/vault/account-keys.js'

export interface NewAccount {
  readonly login: string
  readonly displayName: string
  readonly password: string
  /** Base32. */
  readonly totpSecret: string
}

export interface Grant {
  readonly editionId: string
  readonly role: Role
  readonly keeperOf?: readonly Compartment[]
}

/** Stores an account whose keys only its password opens. Returns its id and public keys, still to be signed. */
export async function addAccount(
  tx: Tx,
  account: NewAccount,
  zone: string,
): Promise<{ id: string; publicKey: Buffer; signingKey: Buffer }> {
  const secrets = await newAccountSecrets(account.password, account.totpSecret)
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.staff_account (login, display_name, zone, salt, verifier_hash, sealed_keys, sealed_totp, public_key, signing_key)
     VALUES (lower($1), $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      account.login,
      account.displayName,
      zone,
      secrets.salt,
      secrets.verifierHash,
      secrets.sealedKeys,
      secrets.sealedTotp,
      secrets.publicKey,
      secrets.signingKey,
    ],
  )
  return { id: row?.id ?? '', publicKey: secrets.publicKey, signingKey: secrets.signingKey }
}

/** Grants a role for one edition; a second grant of the same role replaces what it keeps. */
export async function grantRole(tx: Tx, accountId: string, grant: Grant): Promise<void> {
  await tx.query(
    `INSERT INTO app.staff_role (account_id, edition_id, role, keeper_of) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id, edition_id, role) DO UPDATE SET keeper_of = EXCLUDED.keeper_of`,
    [accountId, grant.editionId, grant.role, grant.keeperOf ?? []],
  )
}
