import { Injectable } from '@nestjs/common'
import { grouped } from '#domain/grouped.js'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { AssignReader } from '../assign-reader.js'
import { coReaders } from '../reading/share-review.js'

/** A colleague with a key signed anew, and the files that are theirs. */
export interface Returning {
  readonly accountId: string
  readonly name: string
  /** Files of theirs that the viewer sees. */
  readonly files: number
  /** Case numbers of those their new key does not open yet. */
  readonly closed: readonly string[]
}

export interface Returned {
  readonly given: number
  /** Files of theirs that this keeper cannot wrap, or that must not be theirs any more. */
  readonly left: number
}

interface HeldRow {
  readonly account_id: string
  readonly name: string
  readonly application_id: string
  readonly roles: readonly Role[]
}

const filesAtOnce = 100

/** After a forgotten password: what is assigned to a colleague is wrapped to the new key, by whoever keeps it. */
@Injectable()
export class ReturnFiles {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly assign: AssignReader,
  ) {}

  /** Colleagues whose key two keepers signed and who have files, by name. Refuses: not_found (role). */
  async list(actor: StaffActor): Promise<Outcome<Returning[], 'not_found'>> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('not_found')
    const seen = await seenFiles(this.database, actor, assignedFiles)
    const numbers = new Map(seen.map((file) => [file.id, file.caseNumber]))
    const people = grouped(await this.held(seen), (row) => row.account_id)
    const list = [...people].map(async ([accountId, rows]) => {
      const closed = await this.closedTo(accountId, rows)
      const caseNumbers = closed.map(({ application_id: id }) => numbers.get(id) ?? '').toSorted()
      return { accountId, name: rows[0]?.name ?? '', files: rows.length, closed: caseNumbers }
    })
    return done(await Promise.all(list))
  }

  /**
   * Wraps up to a hundred files that the new key does not open yet; pressed again it goes on, and what is open is left as it
   * is. Each file is judged as when it is assigned: an exclusion or a conflict said since counts. Refuses: not_found.
   */
  async run(actor: StaffActor, accountId: string): Promise<Outcome<Returned, 'not_found'>> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('not_found')
    const seen = await seenFiles(this.database, actor, assignedFiles)
    const rows = (await this.held(seen)).filter((row) => row.account_id === accountId)
    if (rows.length === 0) return refuse('not_found')
    const closed = await this.closedTo(accountId, rows)
    const outcomes: boolean[] = []
    for (const row of closed.slice(0, filesAtOnce)) outcomes.push(await this.give(actor, row))
    const given = outcomes.filter(Boolean).length

    return done({ given, left: closed.length - given })
  }

  private async give(actor: StaffActor, { application_id: file, account_id: to, roles }: HeldRow): Promise<boolean> {
    const excluded = await this.assign.excluded(actor, file, to)
    if (!excluded.ok) return false
    const outcome = await this.database.transaction(async (tx) => {
      for (const role of roles) {
        const recipient = { accountId: to, role, anyway: true, exclusions: excluded.value }
        const given = await this.assign.give(tx, actor, file, recipient)
        if (!given.ok) return given
      }
      if (roles.includes('reviewer')) await this.giveReviews(tx, actor, file, to)
      return done(null)
    })
    return outcome.ok
  }

  /** The words of others' reviews that were open to them; their own come with the file. */
  private async giveReviews(tx: Tx, actor: StaffActor, owner: string, to: string): Promise<void> {
    const rows = await tx.query<{ account_id: string }[]>(
      `SELECT account_id FROM app.review WHERE application_id = $1 AND account_id <> $2 AND state = 'submitted' AND NOT is_private
       ORDER BY account_id`,
      [owner, to],
    )
    for (const { account_id: author } of rows) {
      if (!(await coReaders(tx, owner, author)).includes(to)) continue
      await this.keyring.share(tx, actor.holder, { owner, schemas: ['review.text'], authors: [author], to })
    }
  }

  private async held(seen: readonly SeenFile[]): Promise<HeldRow[]> {
    const rows = await this.database.query<HeldRow>(
      `SELECT s.account_id, a.display_name AS name, s.application_id, array_agg(s.role ORDER BY s.role) AS roles
       FROM app.assignment s JOIN app.staff_account a ON a.id = s.account_id AND a.state = 'active'
       WHERE s.ended_on IS NULL AND s.application_id = ANY ($1)
       GROUP BY s.account_id, a.display_name, s.application_id ORDER BY a.display_name, s.account_id, s.application_id`,
      [seen.map(({ id }) => id)],
    )
    return rows.filter(({ account_id: id }) => this.directory.lastDayOf(id) !== undefined)
  }

  private async closedTo(accountId: string, rows: readonly HeldRow[]): Promise<HeldRow[]> {
    const owners = rows.map(({ application_id: id }) => id)
    const open = await this.database.transaction((tx) => this.keyring.openTo(tx, accountId, owners))
    return rows.filter(({ application_id: id }) => !open.has(id))
  }
}

const assignedFiles = {
  where: 'EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = a.id AND s.ended_on IS NULL)',
  tail: '',
  values: [],
}
