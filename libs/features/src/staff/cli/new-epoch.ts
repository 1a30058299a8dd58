import { Injectable } from '@nestjs/common'
import { type Compartment, isCompartment } from '#domain/compartment.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'
import { Directory } from '#platform/vault/directory.js'
import { forget, keyId, newKeyPair } from '#platform/vault/keys.js'
import { localPaths, localRootKey, signEpoch } from '#platform/vault/local-keys.js'
import { wrapCompartment } from './wrap-compartment.js'

/** A compartment's next key, made where the root key is: for those who keep it now, and for recovery. */
@Injectable()
export class NewEpoch {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Wraps the new key to every keeper of the present one whose key the root signed, then signs the directory: never the other
   * way round, or what is sealed meanwhile could not be opened by anybody. Returns how many keepers have it. Faults
   * `unknown_compartment`, `no_keeper`. `joining`: the public key of one more.
   */
  async run(keyFolder: string, name: string, joining?: Buffer): Promise<number> {
    if (!isCompartment(name)) throw new Fault('unknown_compartment')
    const directory = new Directory(localPaths(keyFolder).directory, localRootKey(keyFolder))
    const present = await this.keepersOf(directory, name)
    const keepers = joining && !present.some((key) => key.equals(joining)) ? [...present, joining] : present
    if (keepers.length === 0) throw new Fault('no_keeper')
    const pair = newKeyPair()
    try {
      await this.database.transaction(async (tx) => {
        for (const to of [...keepers, directory.recoveryKey()]) await wrapCompartment(tx, pair.secretKey, to)
        await this.audit.record(tx, { actorId: null, verb: 'key.epoch_made', objectId: name })
      })
    } finally {
      forget(pair.secretKey)
    }
    signEpoch(keyFolder, name, pair.publicKey)

    return keepers.length
  }

  private async keepersOf(directory: Directory, name: Compartment): Promise<Buffer[]> {
    const rows = await this.database.query<{ account_id: string }>(
      'SELECT account_id FROM app.key_keepers() WHERE key_id = $1 ORDER BY account_id',
      [keyId(directory.compartmentKey(name))],
    )
    return rows.flatMap(({ account_id: id }) => (directory.keeperKey(id) && directory.signedStaffKey(id)) ?? [])
  }
}
