import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Log } from '#platform/log/log.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { listBeside } from '../list/list-beside.js'
import type { KnownList } from '../list/list-rows.js'
import type { Chosen } from './chooser-job.js'
import { keepRun, lockRun } from './run-rows.js'

/** Whose run it is, for which list, and who has a place already: those are in every list and on none. */
export interface AskedFor {
  readonly actor: Pick<StaffActor, 'accountId' | 'editionId'>
  readonly list: KnownList
  readonly seated: ReadonlySet<string>
}

/** Schema of why a person is on a run's list: their quota cells are in it, so it is sealed to `balance` and erased with them. */
export const reasonSchema = (runId: string): string => `selection.run.${runId}`

/** Keeps what a run found: a list beside the one it was asked for, standings, and each member's reasons. */
@Injectable()
export class FoundLists {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly log: Log,
  ) {}

  /** Nothing when the run was given up meanwhile. */
  async keep(id: string, found: Chosen, { actor, list, seated }: AskedFor): Promise<void> {
    const key = this.directory.compartmentKey('balance')
    const records = found.members.map((member) =>
      sealRecord({ owner: member.id, compartment: 'balance', schema: reasonSchema(id), version: 1 }, member, [key]),
    )
    await this.database.transaction(async (tx) => {
      if (!(await lockRun(tx, id))) return
      const members = new Set(found.chosen.filter((person) => !seated.has(person)))
      const name = `${list.row.name.slice(0, 60)} · best list`
      await keepRun(tx, id, found, await listBeside(tx, actor, { name, of: list, members, reason: 'run' }))
      for (const record of records) await this.keyring.store(tx, record, actor.accountId)
    })
  }

  faulted(cause: unknown): void {
    this.log.fault(cause)
  }
}
