import { Injectable } from '@nestjs/common'
import { type HarmItem, harmItems } from '#domain/vetting/harm.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** What was judged about a person, for whoever does something that could harm them: codes, never what it rests on. */
export interface HarmJudged {
  readonly notSafe: readonly HarmItem[]
  readonly withCare: readonly HarmItem[]
}

export interface KeptMail extends HarmJudged {
  /** Automatic mails to the person that wait. */
  readonly mails: number
}

export interface KeptFile {
  readonly file: SeenFile
  readonly mails: number
  /** Nobody has judged an item yet; else contact is not safe. */
  readonly isOpen: boolean
}

const told = ['coordinator', 'vetting_lead', 'security_officer'] as const

/** Automatic mail that is kept back so that it harms nobody, and what was judged. */
@Injectable()
export class ReadKeptMail {
  constructor(private readonly database: Database) {}

  /** Of one file the actor sees; null for who neither writes to applicants nor judges, and for who owes a review of it. */
  async of(actor: StaffActor, { id, seen }: SeenFile): Promise<KeptMail | null> {
    if (seen.readsBlind || !hasRole(actor, ...told)) return null
    const rows = await harmRows(this.database, id)
    // A file that was never in vetting has no gate that keeps its mail.
    return { ...judged(rows), mails: rows.length === 0 ? 0 : await keptMails(this.database, id) }
  }

  /** Every file with mail that is kept back, for the vetting desk; empty for who is no lead. */
  async list(actor: StaffActor): Promise<KeptFile[]> {
    if (!hasRole(actor, 'vetting_lead')) return []
    const files = await seenFiles(this.database, actor, {
      where: `a.id IN (SELECT h.application_id FROM app.harm_item h WHERE h.verdict = 'open' OR (h.item = 'contact' AND h.verdict = 'not_safe'))`,
      tail: 'ORDER BY a.case_number',
    })
    const rows = await this.database.query<{ id: string; mails: number; isOpen: boolean }>(
      `SELECT f.id, ${waiting('f.id')} AS mails, app.harm_is_open(f.id) AS "isOpen" FROM unnest($1::uuid[]) f (id)`,
      [files.filter(({ seen }) => !seen.readsBlind).map(({ id }) => id)],
    )
    return files.flatMap((file) => {
      const row = rows.find(({ id }) => id === file.id)
      return row && row.mails > 0 ? [{ file, mails: row.mails, isOpen: row.isOpen }] : []
    })
  }
}

const waiting = (id: string): string =>
  `(SELECT count(*)::int FROM app.outbox o
    WHERE (o.application_id = ${id} OR o.participation_id IN (SELECT p.id FROM app.participation p WHERE p.application_id = ${id})) AND o.kind = 'mail' AND o.link_id IS NULL AND o.staff_account_id IS NULL
      AND o.state IN ('queued', 'deferred') AND app.mail_is_kept(${id}))`

type Queries = Pick<Database, 'prepared'>

/** How many mails to the person wait for a judgement, or because contact is not safe. */
export async function keptMails(database: Queries, applicationId: string): Promise<number> {
  const [row] = await database.prepared<{ mails: number }>(`SELECT ${waiting('$1::uuid')} AS mails`, [applicationId])
  return row?.mails ?? 0
}

/** Items that are not safe, and those that want care, in their order. */
export const harmJudged = async (database: Queries, applicationId: string): Promise<HarmJudged> =>
  judged(await harmRows(database, applicationId))

interface HarmRow {
  readonly item: HarmItem
  readonly verdict: string
}

const harmRows = (database: Queries, applicationId: string): Promise<HarmRow[]> =>
  database.prepared<HarmRow>(
    'SELECT h.item, h.verdict FROM app.harm_item h WHERE h.application_id = $1 ORDER BY array_position($2, h.item)',
    [applicationId, harmItems],
  )

function judged(rows: readonly HarmRow[]): HarmJudged {
  const those = (verdict: string) => rows.filter((row) => row.verdict === verdict).map(({ item }) => item)
  return { notSafe: those('not_safe'), withCare: those('with_care') }
}
