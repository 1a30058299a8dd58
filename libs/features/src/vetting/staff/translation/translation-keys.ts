import { Injectable } from '@nestjs/common'
import type { Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { sourceSchema, type TranslationSource } from './translation-records.js'

/** Seals extracts: to the compartment and the one translator they are for. */
@Injectable()
export class TranslationKeys {
  constructor(
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /** A record counts its versions for each translator, who is named as whose it is. */
  async storeSource(
    tx: Tx,
    {
      applicationId: owner,
      accountId,
      section,
      source,
    }: { applicationId: string; accountId: string; section: string; source: TranslationSource },
  ): Promise<void> {
    const schema = sourceSchema(section)
    const [last] = await tx.query<{ version: number | null }[]>(
      'SELECT max(version) AS version FROM sealed.record WHERE owner_id = $1 AND schema_id = $2 AND author_id = $3',
      [owner, schema, accountId],
    )
    const place = { owner, compartment: 'profile', schema, version: (last?.version ?? 0) + 1 }
    const readers = [this.directory.compartmentKey('profile'), this.directory.staffKey(accountId)]
    await this.keyring.store(tx, sealRecord(place, source, readers), accountId)
  }
}
