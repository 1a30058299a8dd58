import { Injectable } from '@nestjs/common'
import type { ReadRecord } from '#domain/application/merged-record.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { openParts, seeFile, type SeenFile } from '#features/application/index.orm.js'
import { type StaffActor, StepUpWindow } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { reasonSchema, revealedSchemas, type RevealRow, revealRow } from './reveal-rows.js'

export interface ShownReveal {
  readonly row: RevealRow
  readonly file: SeenFile
  /** As the person read and wrote it; undefined where nothing of it opened. */
  readonly record: ReadRecord | undefined
}

/** What was revealed, to who asked, while its hour lasts; and why it was asked, to who keeps the compartment. */
@Injectable()
export class ReadReveal {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly window: StepUpWindow,
  ) {}

  /** The audit line comes first. Refuses: not_found (not theirs, not open, over, the file is kept from them, or they owe a review of it), step_up_needed. */
  async run(actor: StaffActor, id: string): Promise<Outcome<ShownReveal, 'not_found' | 'step_up_needed'>> {
    const row = await revealRow(this.database, actor, id)
    if (row?.state !== 'open' || row.authorId !== actor.accountId) return refuse('not_found')
    const file = await seeFile(this.database, actor, row.applicationId)
    if (!file || file.seen.readsBlind) return refuse('not_found')
    if (row.compartment === 'identity' && !(await this.window.take(actor))) return refuse('step_up_needed')

    return done({ row, file, record: await this.record(actor, row) })
  }

  /** The reason, for a keeper it waits for; null for everybody else. Logged before it is opened. */
  async reason(actor: StaffActor, id: string): Promise<{ readonly row: RevealRow; readonly text: string } | null> {
    const row = await revealRow(this.database, actor, id)
    if (!row?.mayAnswer) return null
    const line = { verb: 'reveal_reason.opened', objectId: row.applicationId, purpose: row.compartment }
    const query = { owners: [row.applicationId], schemas: [reasonSchema], everyVersion: true }
    const records = await this.keyring.open(actor.holder, line, query)
    const reason = records.find((record) => record.id === row.reasonId)

    return { row, text: reason ? (reason.value as { text: string }).text : '' }
  }

  private async record(actor: StaffActor, { applicationId, compartment }: RevealRow): Promise<ReadRecord | undefined> {
    const line = { verb: 'reveal.read', objectId: applicationId, purpose: compartment }
    if (compartment === 'identity' || compartment === 'travel') {
      const schemas = await revealedSchemas(this.database, applicationId, compartment)
      const [form] = await this.keyring.open(actor.holder, line, { owners: [applicationId], schemas })
      return form?.value as ReadRecord | undefined
    }
    const tools = { database: this.database, keyring: this.keyring }
    const { said } = await openParts(tools, actor, line, { compartments: [compartment] })
    return said(compartment)
  }
}
