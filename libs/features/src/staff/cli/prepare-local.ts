import { Injectable } from '@nestjs/common'
import { openPracticeEdition } from '#features/edition/index.js'
import { Database } from '#platform/database/database.js'
import { hasLocalKeys, makeLocalKeys } from '#platform/vault/local-keys.js'
import { LocalStaff } from './local-staff.js'

/** Makes a practice copy ready: an open edition, all keys, the signed directory, `admin` and `founder`. */
@Injectable()
export class PrepareLocal {
  constructor(private readonly database: Database) {}

  /** Safe to run again. Throws when the keys exist but the database they belong to is another one. */
  async run(keyFolder: string): Promise<void> {
    const editionId = await this.database.transaction((tx) => openPracticeEdition(tx))
    const [known] = await this.database.query<{ count: number }>('SELECT count(*)::int AS count FROM app.staff_account')
    if (hasLocalKeys(keyFolder) && known?.count) return new LocalStaff(this.database, keyFolder).nameKeepers()
    if (known?.count) throw new Error('keys_missing_for_this_database')

    await new LocalStaff(this.database, keyFolder).first(editionId, makeLocalKeys(keyFolder))
  }
}
