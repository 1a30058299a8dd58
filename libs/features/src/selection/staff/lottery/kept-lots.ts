import { createHash, randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { commitTo, drawTable } from '#domain/selection/lottery/draw.js'
import type { Odds } from '#domain/selection/lottery/odds.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Log } from '#platform/log/log.js'
import { failLottery, keepCommitment, lockPreparing } from './lottery-rows.js'
import { type LotterySecret, LotterySecrets } from './lottery-secrets.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Keeps lots whose chances are known: commitment and digest as a row, seed, table and salts sealed. */
@Injectable()
export class KeptLots {
  constructor(
    private readonly database: Database,
    private readonly secrets: LotterySecrets,
    private readonly audit: Audit,
    private readonly log: Log,
  ) {}

  /** Nothing when they were given up meanwhile. Fails `nothing_to_draw` where everybody's chance is none or certain. */
  async keep(actor: StaffActor, id: string, odds: Odds): Promise<void> {
    const isSure = [...odds.chances.values()].every((chance) => chance === 0 || chance >= 1)
    const secret = secretOf(odds)
    const made = commitTo(secret.table, secret.seed, sha256)
    if (isSure || !made.ok) {
      await failLottery(this.database, id, isSure ? 'nothing_to_draw' : 'fault')
      return
    }
    await this.database.transaction(async (tx) => {
      if (!(await lockPreparing(tx, id))) return
      await keepCommitment(tx, id, made.value)
      await this.secrets.keep(tx, actor, id, secret)
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_lottery.committed', objectId: id })
    })
  }

  faulted(cause: unknown): void {
    this.log.fault(cause)
  }
}

/** A fresh seed, a table without names, and for every place who stands there. */
function secretOf(odds: Odds): LotterySecret {
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
