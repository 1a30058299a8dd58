import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { mayApprove } from '#domain/decision/approval-kinds.js'
import { largestSet } from '#domain/decision/sample.js'
import { askApproval, setDigest, takeApproval } from '#features/decision/index.orm.js'
import { type StaffActor, StepUpWindow } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import type { ApplicationQuery } from '../search/application-query.js'
import { needOf } from '../search/file-fields.js'
import { SearchFiles } from '../search/search-files.js'
import { hiddenFields, searchable } from '../search/searchable.js'
import { WorkingSets } from '../search/working-sets.js'
import { cellOf, type ExportColumn, exportColumns } from './export-columns.js'

export interface OwnExport {
  readonly id: string
  readonly size: number
  readonly takesTwo: boolean
  readonly isTaken: boolean
  /** What the second person said, where it takes one. */
  readonly approval: 'pending' | 'agreed' | 'used' | 'refused' | 'ended' | null
  readonly second: string | null
}

export interface FileTable {
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
  /** Files that left since the set was frozen: gone from the viewer's list, restricted, on hold or withdrawn. */
  readonly skipped: number
}

export type AskRefusal = 'not_found' | 'step_up_needed' | 'nothing_to_export' | 'set_size' | 'export_too_large'
export type TakeRefusal = 'not_found' | 'step_up_needed' | 'second_person_missing' | 'nothing_to_export'

/** Rows one person takes alone in a day. */
const alone = 20

/** Tables of plain columns that leave the house: few by one person, more by two. Never a sealed word, a restricted file or one on hold. */
@Injectable()
export class ExportFiles {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly search: SearchFiles,
    private readonly sets: WorkingSets,
    private readonly window: StepUpWindow,
  ) {}

  /**
   * Freezes what a query finds now, as ids, and answers its id; asks for a second person where it takes one. Refuses:
   * step_up_needed, nothing_to_export (also for a query that is none any more), set_size (over 200), export_too_large (takes two, and the
   * actor is not one of them).
   */
  async ask(actor: StaffActor, query: ApplicationQuery): Promise<Outcome<string, AskRefusal>> {
    if (!(await this.window.isFresh(actor))) return refuse('step_up_needed')
    const found = await this.search.all(actor, query)
    const files = (typeof found === 'string' ? [] : found)
      .filter(({ isRestricted, isHeld }) => !isRestricted && !isHeld)
      .map(({ id }) => id)
    if (files.length === 0) return refuse('nothing_to_export')
    if (files.length > largestSet) return refuse('set_size')

    return this.database.transaction(async (tx) => {
      const takesTwo = files.length + (await takenAlone(tx, actor)) > alone
      if (takesTwo && !mayApprove('export', actor)) return refuse('export_too_large')
      const [row] = await tx.query<{ id: string }[]>(
        'INSERT INTO app.file_export (edition_id, author_id, files, takes_two) VALUES ($1, $2, $3, $4) RETURNING id',
        [actor.editionId, actor.accountId, files, takesTwo],
      )
      const id = row?.id ?? ''
      const asked = takesTwo
        ? await askApproval(tx, actor, { kind: 'export', objectId: id, reasonClass: '', set: files })
        : done(id)
      if (!asked.ok) return asked
      await this.note(tx, actor, { verb: 'export.asked', objectId: id, purpose: `${files.length}` })
      return done(id)
    })
  }

  /** One of the actor's own; null for none. */
  async find(actor: StaffActor, id: string): Promise<OwnExport | null> {
    const [row] = await this.database.query<OwnExport>(
      `SELECT e.id, cardinality(e.files) AS size, e.takes_two AS "takesTwo", e.taken_on IS NOT NULL AS "isTaken",
         p.state AS approval, s.display_name AS second
       FROM app.file_export e LEFT JOIN app.approval p ON p.kind = 'export' AND p.object_id = e.id
         LEFT JOIN app.staff_account s ON s.id = p.second_id
       WHERE e.id = $1 AND e.author_id = $2 AND e.edition_id = $3`,
      [id, actor.accountId, actor.editionId],
    )
    return row ?? null
  }

  /**
   * The table, once, as the files stand now; its audit line is committed before it is answered. Refuses: step_up_needed,
   * not_found (not the actor's, or taken), second_person_missing, nothing_to_export (all have left).
   */
  async take(actor: StaffActor, id: string): Promise<Outcome<FileTable, TakeRefusal>> {
    if (!(await this.window.isFresh(actor))) return refuse('step_up_needed')

    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ files: string[]; takesTwo: boolean }[]>(
        `SELECT files, takes_two AS "takesTwo" FROM app.file_export WHERE id = $1 AND author_id = $2 AND edition_id = $3
           AND taken_on IS NULL FOR UPDATE`,
        [id, actor.accountId, actor.editionId],
      )
      if (!row) return refuse('not_found')
      const agreed = !row.takesTwo || (await takeApproval(tx, 'export', id, setDigest(row.files)))
      if (!agreed) return refuse('second_person_missing')
      const table = await this.table(actor, row.files)
      if (table.rows.length === 0) return refuse('nothing_to_export')
      await tx.query('UPDATE app.file_export SET taken_on = app.today() WHERE id = $1', [id])
      const purpose = `${table.rows.length}/${table.skipped}`
      await this.note(tx, actor, { verb: 'files.exported', objectId: id, purpose })
      return done(table)
    })
  }

  private async table(actor: StaffActor, ids: readonly string[]): Promise<FileTable> {
    const columns = exportColumns(actor)
    const set = await this.sets.of(actor, needOf(new Set(columns)))
    const frozen = new Set(ids)
    const files = set.seen.filter(
      ({ id, isRestricted, isHeld, state }) => frozen.has(id) && !isRestricted && !isHeld && state !== 'withdrawn',
    )
    const hiddenOf = hiddenFields(actor, new Set(columns))
    const records = files.map((file) => searchable(set, file, undefined, hiddenOf(file)))

    return {
      columns,
      rows: records.map((record) => columns.map((column) => cellOf(record, column))),
      skipped: ids.length - files.length,
    }
  }

  private note(
    tx: Tx,
    { accountId }: StaffActor,
    line: { readonly verb: string; readonly objectId: string; readonly purpose: string },
  ): Promise<void> {
    return this.audit.record(tx, { actorId: accountId, ...line })
  }
}

/** What this person has asked for alone today; those who ask at once wait for each other. */
async function takenAlone(tx: Tx, { accountId }: StaffActor): Promise<number> {
  await tx.query('SELECT 1 FROM app.staff_account WHERE id = $1 FOR NO KEY UPDATE', [accountId])
  const [row] = await tx.query<{ rows: number }[]>(
    `SELECT coalesce(sum(cardinality(files)), 0)::integer AS rows FROM app.file_export
     WHERE author_id = $1 AND made_on = app.today() AND NOT takes_two`,
    [accountId],
  )
  return row?.rows ?? 0
}
