import { createHash, randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { type DrawTable, drawTable } from '#domain/selection/lottery/draw.js'
import type { Odds } from '#domain/selection/lottery/odds.js'
import type { MemberReason } from '#domain/selection/record.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { reasonSchema } from '../run/found-lists.js'

/** What nobody may see before a draw, and only keepers of `balance` after it. */
export interface LotterySecret {
  readonly seed: string
  readonly table: DrawTable
  /** Who stands at which place, and their salts. */
  readonly ids: readonly string[]
  readonly salts: readonly string[]
  readonly chances: readonly (readonly [id: string, chance: number])[]
}

const schema = 'selection.lottery'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Seals a lottery's secret when it is committed, and opens it for the draw. */
@Injectable()
export class LotterySecrets {
  constructor(
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  async keep(tx: Tx, actor: StaffActor, id: string, secret: LotterySecret): Promise<void> {
    const place = { owner: id, compartment: 'balance', schema, version: 1 }
    await this.keyring.store(tx, sealRecord(place, secret, [this.directory.compartmentKey('balance')]), actor.accountId)
  }

  /** Why each person drawn is on the list: by lot, with that chance. Sealed beside the reasons of a run. */
  async keepReasons(tx: Tx, actor: StaffActor, id: string, drawn: ReadonlyMap<string, number>): Promise<void> {
    const key = this.directory.compartmentKey('balance')
    for (const [person, chance] of drawn) {
      const place = { owner: person, compartment: 'balance', schema: reasonSchema(id), version: 1 } as const
      const reasons: readonly MemberReason[] = [{ code: 'drawn', chance }]
      await this.keyring.store(tx, sealRecord(place, { id: person, reasons }, [key]), actor.accountId)
    }
  }

  /** Null where this session's keys do not open it. The audit line is committed first. */
  async open(actor: StaffActor, id: string): Promise<LotterySecret | null> {
    const line = { verb: 'board_lottery.opened', objectId: id }
    const [record] = await this.keyring.open(actor.holder, line, { owners: [id], schemas: [schema] })
    return (record?.value as LotterySecret | undefined) ?? null
  }
}

/** A fresh seed, a table without names, and for every place who stands there. */
export function freshSecret(odds: Odds): LotterySecret {
  const salts = new Map(odds.members.flat().map((id) => [id, randomBytes(16).toString('hex')]))
  const { table, ids } = drawTable(odds, (id) => salts.get(id) ?? '', sha256)

  return {
    seed: randomBytes(32).toString('hex'),
    table,
    ids,
    salts: ids.map((id) => salts.get(id) ?? ''),
    chances: [...odds.chances],
  }
}
