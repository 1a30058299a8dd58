import { Injectable } from '@nestjs/common'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { ApplicationQuery } from './search/application-query.js'
import { openNames } from './open-names.js'
import { type SeenFile, seenFiles, viewerValues, visibleCondition } from './see-file.js'

export interface ListedApplication extends SeenFile {
  /** Chosen name; null where the viewer does not hold `contact`. */
  readonly name: string | null
  /** None: this list is not about them. */
  readonly tags: readonly string[]
}

export interface ApplicationList {
  readonly rows: readonly ListedApplication[]
  /** Cursor of the next page: an application's id, since a case number belongs in no address. */
  readonly next: string | null
}

const pageSize = 50

/** The files a member of staff may see, 50 a page in the order of case numbers, names opened where the keys allow. */
@Injectable()
export class ListApplications {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  async run(actor: StaffActor, query: Pick<ApplicationQuery, 'state' | 'after'>): Promise<ApplicationList> {
    const files = await seenFiles(this.database, actor, {
      where:
        '($3::text IS NULL OR a.state = $3) AND ($4::uuid IS NULL OR a.case_number > (SELECT x.case_number FROM app.application x WHERE x.id = $4))',
      tail: `ORDER BY a.case_number LIMIT ${pageSize + 1}`,
      values: [query.state ?? null, query.after ?? null],
    })
    const shown = files.slice(0, pageSize)
    const names = await this.names(actor, shown)

    return {
      rows: shown.map((file) => ({ ...file, name: names.get(file.id) ?? null, tags: [] })),
      next: files.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
    }
  }

  private async names(actor: StaffActor, files: readonly SeenFile[]): Promise<Map<string, string>> {
    const owners = files.filter(({ seen }) => seen.compartments.includes('contact')).map(({ id }) => id)
    return openNames(this.keyring, actor, owners)
  }

  /** How many of the viewer's files stand in each state; drafts are a count for coordinators only. Opens nothing. */
  async counts(actor: StaffActor): Promise<Record<string, number>> {
    const rows = await this.database.query<{ state: string; count: number }>(
      `SELECT a.state, count(*)::int AS count FROM app.application a WHERE ${visibleCondition(actor)} GROUP BY a.state ORDER BY a.state`,
      viewerValues(actor),
    )
    const drafts = hasRole(actor, 'coordinator')
      ? await this.database.query<{ state: string; count: number }>(
          `SELECT state, count(*)::int AS count FROM app.application WHERE edition_id = $1 AND state = 'draft' GROUP BY state`,
          [actor.editionId],
        )
      : []
    return Object.fromEntries([...drafts, ...rows].map(({ state, count }) => [state, count]))
  }
}
