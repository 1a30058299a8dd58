import { Injectable } from '@nestjs/common'
import { memoPoint } from '#domain/vetting/clearing.js'
import { seeFile, type SeenFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import type { PendingDecision } from './pending-decisions.js'

const schema = 'decision.memo'
const noteSchema = 'vetting.note'

export interface DecisionMemo {
  readonly id: string
  readonly move: string
  readonly author: string
  /** ISO date. */
  readonly madeOn: string
  readonly text: string
}

/** What the second person reads before they agree to a clearing; null where nothing was written, or this session does not open it. */
export interface Grounds {
  /** With the decision itself. */
  readonly memo: string | null
  /** On the last point of the checklist. */
  readonly note: string | null
}

interface MemoRow {
  memo_id: string
  move: string
  author: string
  made_on: string
}

/** Why we decided so, in words, for those who may read about risk and for nobody else. */
@Injectable()
export class DecisionMemos {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /** Seals a text to `risk`, within the decision's own transaction and behind the file's lock. Answers the record's id. */
  async store(tx: Tx, actor: StaffActor, owner: string, text: string): Promise<string> {
    const place = { owner, compartment: 'risk', schema, version: await this.keyring.nextVersion(tx, owner, schema) }
    const record = sealRecord(place, { text }, [this.directory.compartmentKey('risk')])
    await this.keyring.store(tx, record, actor.accountId)

    return record.id
  }

  /** Oldest first; null for absent, forbidden, and for who may not read about risk. Logged before anything is opened. */
  async read(
    actor: StaffActor,
    applicationId: string,
  ): Promise<{ readonly file: SeenFile; readonly memos: readonly DecisionMemo[] } | null> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !mayReadMemos(file)) return null
    const rows = await this.database.query<MemoRow>(
      `SELECT d.memo_id, d.move, s.display_name AS author, d.made_on::text FROM app.decision d
       JOIN app.staff_account s ON s.id = d.author_id WHERE d.application_id = $1 AND d.memo_id IS NOT NULL ORDER BY d.nth`,
      [applicationId],
    )
    const line = { verb: 'decision_memo.opened', objectId: applicationId }
    const query = { owners: [applicationId], schemas: [schema], everyVersion: true }
    const opened = await this.keyring.open(actor.holder, line, query)
    const texts = new Map(opened.map(({ id, value }) => [id, text(value)]))

    return {
      file,
      memos: rows.flatMap(({ memo_id: id, made_on: madeOn, ...row }) => {
        const memo = texts.get(id)
        return memo === undefined ? [] : [{ id, madeOn, ...row, text: memo }]
      }),
    }
  }

  /** Why a clearing that waits for this viewer was put forward; null where none does. Logged before anything is opened. */
  async grounds(actor: StaffActor, file: SeenFile, waits: PendingDecision | null): Promise<Grounds | null> {
    if (waits?.move !== 'clear' || !waits.waitsForViewer || !mayReadMemos(file)) return null
    const [row] = await this.database.query<{ memo: string | null; note: string | null }>(
      `SELECT d.memo_id AS memo, v.note_id AS note FROM app.decision d
       LEFT JOIN app.vetting_check v ON v.application_id = d.application_id AND v.point = $2 WHERE d.id = $1`,
      [waits.id, memoPoint],
    )
    const line = { verb: 'decision_memo.opened', objectId: file.id, purpose: waits.move }
    const query = { owners: [file.id], schemas: [schema, noteSchema], everyVersion: true }
    const opened = await this.keyring.open(actor.holder, line, query)
    const textOf = (id: string | null | undefined) => {
      const record = opened.find((one) => one.id === id)
      return record ? text(record.value) : null
    }

    return { memo: textOf(row?.memo), note: textOf(row?.note) }
  }
}

const text = (value: unknown): string => (value as { text: string }).text

/** Whoever decides about this file and may read about its risks. */
export const mayReadMemos = ({ seen }: SeenFile): boolean => seen.decisions && seen.compartments.includes('risk')
