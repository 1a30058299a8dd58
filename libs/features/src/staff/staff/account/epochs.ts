import { Injectable } from '@nestjs/common'
import { type Compartment, compartments } from '#domain/compartment.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { keyId } from '#platform/vault/keys.js'
import { closeKeys, insertWraps, rewrapped, unlockKeys, type Wrap } from '#platform/vault/wraps.js'
import type { StaffActor } from '../staff-actor.js'
import { StepUpWindow } from '../step-up-window.js'

/** How a compartment's key stands. */
export interface Epoch {
  readonly compartment: Compartment
  /** Accounts that hold the newest key. */
  readonly keepers: readonly string[]
  /** Somebody who left has held the newest key. */
  readonly isDue: boolean
  /** Records still under an older key, as far as this session holds it. */
  readonly old: number
}

const rowsAtOnce = 1000
const rowsPerRun = 20_000

/** A compartment's epochs: whether the next one is due, and moving what is sealed under the one before. */
@Injectable()
export class Epochs {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
  ) {}

  /** Every compartment, in its order. */
  async list(actor: StaffActor): Promise<Epoch[]> {
    const left = await this.database.query<{ key_id: Buffer }>('SELECT key_id FROM app.key_left')
    const due = new Set(left.map((row) => row.key_id.toString('hex')))
    const keeping = await this.database.query<{ key_id: Buffer; account_id: string }>(
      'SELECT key_id, account_id FROM app.key_keepers() ORDER BY account_id',
    )
    return this.database.transaction(async (tx) => {
      const pairs = await unlockKeys(tx, actor.holder.pair)
      const counts = await countsOf(tx)
      closeKeys(pairs, actor.holder.pair)
      return compartments.map((compartment) => {
        const ids = this.idsOf(compartment)
        const old = ids.slice(0, -1).reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)
        const newest = ids.at(-1) ?? ''
        const keepers = keeping.filter((row) => row.key_id.toString('hex') === newest).map((row) => row.account_id)
        return { compartment, keepers, isDue: due.has(newest), old }
      })
    })
  }

  /**
   * Wraps what lies under older keys of the compartment to its newest, and deletes the older wraps, lot by lot: each lot
   * stands by itself, so that it may break off and be pressed again. Returns how many were moved. Refuses: step_up_needed,
   * not_found (this session does not hold both).
   */
  async rewrap(actor: StaffActor, compartment: Compartment): Promise<Outcome<number, 'not_found' | 'step_up_needed'>> {
    if (!(await this.window.isFresh(actor))) return refuse('step_up_needed')
    let moved = 0
    for (let more = true; more && moved < rowsPerRun; ) {
      const lot = await this.database.transaction((tx) => this.lot(tx, actor, compartment))
      if (lot === null) return refuse('not_found')
      moved += lot
      more = lot === rowsAtOnce
    }
    if (moved > 0) {
      const line = { actorId: actor.accountId, verb: 'key.epoch_rewrapped', objectId: compartment, purpose: `${moved}` }
      await this.audit.commit(line)
    }
    return done(moved)
  }

  private async lot(tx: Tx, actor: StaffActor, compartment: Compartment): Promise<number | null> {
    const [newest, ...older] = this.idsOf(compartment).toReversed()
    const pairs = await unlockKeys(tx, actor.holder.pair)
    try {
      const held = older.filter((id) => pairs.has(id))
      if (newest === undefined || !pairs.has(newest) || held.length < older.length) return null
      const rows = await tx.query<Wrap[]>(
        `SELECT record_id AS record, recipient, wrap FROM wraps.dek_wrap WHERE recipient = ANY ($1) LIMIT $2`,
        [older.map((id) => Buffer.from(id, 'hex')), rowsAtOnce],
      )
      const to = [this.directory.compartmentKey(compartment)]
      await insertWraps(
        tx,
        rows.flatMap((row) => rewrapped(row, pairs, to)),
      )
      await tx.query(
        `DELETE FROM wraps.dek_wrap w USING unnest($1::uuid[], $2::bytea[]) o (record, recipient)
         WHERE w.record_id = o.record AND w.recipient = o.recipient`,
        [rows.map(({ record }) => record), rows.map(({ recipient }) => recipient)],
      )
      return rows.length
    } finally {
      closeKeys(pairs, actor.holder.pair)
    }
  }

  /** Key ids (hex) of every epoch, newest last. */
  private idsOf(compartment: Compartment): string[] {
    const keys = this.directory.current().compartments[compartment]
    return keys.map((key) => keyId(Buffer.from(key, 'base64')).toString('hex'))
  }
}

// Row security leaves wraps of keys this session holds.
async function countsOf(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.query<{ recipient: Buffer; count: number }[]>(
    'SELECT recipient, count(*)::int AS count FROM wraps.dek_wrap GROUP BY recipient',
  )
  return new Map(rows.map(({ recipient, count }) => [recipient.toString('hex'), count]))
}
