import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { commitTo } from '#domain/selection/lottery/draw.js'
import type { Odds } from '#domain/selection/lottery/odds.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Log } from '#platform/log/log.js'
import { failLottery, keepCommitment, lockPreparing } from './lottery-rows.js'
import { freshSecret, LotterySecrets } from './lottery-secrets.js'

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
    const secret = freshSecret(odds)
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
