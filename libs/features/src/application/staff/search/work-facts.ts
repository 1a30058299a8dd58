import { Injectable } from '@nestjs/common'
import { liveStates } from '#domain/application/lifecycle.js'
import type { Tag } from '#domain/filter/record.js'
import type { Scores } from '#domain/review/rubric.js'
import { Database } from '#platform/database/database.js'

export interface FactRows {
  /** Reviews that are in. */
  readonly reviews: { accountId: string; isPrivate: boolean; isStale: boolean; scores: Scores }
  /** Colleagues who have the file to read now. */
  readonly readers: { accountId: string }
  readonly checks: { count: number; evidence: number }
  readonly references: { count: number }
  /** Files with the same mailbox that no person has told apart from this one. */
  readonly duplicates: { other: string }
  readonly decisions: { move: string; state: 'pending' | 'second_ok' }
  readonly conflicts: { accountId: string }
  /** The day of the last move; the Monday of its week where the applicant made it. */
  readonly waiting: { since: string }
  readonly tags: Tag
}

export type FactGroup = keyof FactRows
/** What was asked for of an edition's files, by file; nothing of a group that was not. */
export type WorkFacts = { readonly [G in FactGroup]?: ReadonlyMap<string, readonly FactRows[G][]> }

export interface ReadFacts {
  readonly facts: WorkFacts
  /** Of what was read, in the order of the groups: later ones than asked where something changed in between. */
  readonly stamps: readonly string[]
}

interface Source {
  /** SQL for one figure that is another one after any change. */
  readonly stamp: string
  /** Rows with the file's `id`; the edition is $1. */
  readonly rows: string
}

// Where a row lies and who wrote it: no two states of a table share all of both, and neither needs the row to be read.
const everyRow = (table: string): string =>
  `(SELECT count(*) || ' ' || coalesce(bit_xor(hashtidextended(t.ctid, t.xmin::text::bigint)), 0) FROM ${table} t)`
const ofEdition = (from: string, columns: string, where: string): string =>
  `SELECT a.id, ${columns} FROM app.application a ${from} WHERE a.edition_id = $1 AND a.state NOT IN ('draft', 'erased') AND ${where}`

// State names come from our own closed list.
const comparedStates = `(${liveStates.map((state) => `'${state}'`).join(', ')})`

const sources: Readonly<Record<FactGroup, Source>> = {
  reviews: {
    stamp: `${everyRow('app.review')} || ' ' || (SELECT count(*) FROM app.section_version)`,
    rows: ofEdition(
      `JOIN app.review r ON r.application_id = a.id LEFT JOIN (SELECT s.application_id, max(s.number) AS newest FROM app.section_version s
         WHERE 'profile' = ANY (s.compartments) GROUP BY s.application_id) v ON v.application_id = a.id`,
      `r.account_id AS "accountId", r.is_private AS "isPrivate", r.profile_version < coalesce(v.newest, 1) AS "isStale", r.scores`,
      `r.state = 'submitted'`,
    ),
  },
  readers: {
    stamp: everyRow('app.assignment'),
    rows: ofEdition(
      'JOIN app.assignment s ON s.application_id = a.id',
      's.account_id AS "accountId"',
      `s.role = 'reviewer' AND s.ended_on IS NULL`,
    ),
  },
  checks: {
    stamp: everyRow('app.vetting_finding'),
    rows: ofEdition(
      `JOIN (SELECT v.application_id, count(*)::integer AS count,
           coalesce(right(max(v.evidence) FILTER (WHERE v.result IN ('fits', 'covered_by_voucher')), 1)::integer, 0) AS evidence
         FROM app.vetting_check v GROUP BY v.application_id) v ON v.application_id = a.id`,
      'v.count, v.evidence',
      'true',
    ),
  },
  references: {
    stamp: everyRow('app.reference'),
    rows: ofEdition(
      `JOIN (SELECT r.application_id, count(*)::integer AS count FROM app.reference r WHERE r.state = 'answered'
         GROUP BY r.application_id) r ON r.application_id = a.id`,
      'r.count',
      'true',
    ),
  },
  duplicates: {
    stamp: `${everyRow('app.contact_index')} || ' ' || ${everyRow('app.duplicate_pair')}`,
    rows: ofEdition(
      `JOIN app.contact_index i ON i.application_id = a.id JOIN app.contact_index j ON j.digest = i.digest AND j.application_id <> a.id
         JOIN app.application o ON o.id = j.application_id AND o.edition_id = a.edition_id`,
      'o.id AS other',
      `a.state IN ${comparedStates} AND o.state IN ${comparedStates} AND NOT EXISTS (SELECT 1 FROM app.duplicate_pair d WHERE d.first_id = least(a.id, o.id) AND d.second_id = greatest(a.id, o.id)
         AND d.verdict <> 'unsure')`,
    ),
  },
  decisions: {
    stamp: everyRow('app.decision'),
    rows: ofEdition(
      'JOIN app.decision d ON d.application_id = a.id',
      'd.move, d.state',
      `d.state IN ('pending', 'second_ok')`,
    ),
  },
  conflicts: {
    stamp: everyRow('app.conflict_fact'),
    rows: ofEdition('JOIN app.conflict c ON c.application_id = a.id', 'c.account_id AS "accountId"', 'true'),
  },
  waiting: {
    stamp: '(SELECT count(*) FROM app.history)',
    rows: ofEdition(
      `JOIN LATERAL (SELECT h.on_day::text AS since FROM app.history h WHERE h.application_id = a.id ORDER BY h.version DESC LIMIT 1) h ON true`,
      'h.since',
      'true',
    ),
  },
  tags: {
    stamp: everyRow('app.file_tag'),
    rows: ofEdition('JOIN app.file_tag t ON t.application_id = a.id', 't.code AS name, t.owner_id AS owner', 'true'),
  },
}

/** SQL for the stamps of these groups as one array, in their order. */
export const stampsOf = (groups: readonly FactGroup[]): string =>
  `ARRAY[${groups.map((group) => sources[group].stamp).join(', ')}]::text[]`

/**
 * SQL for a group's rows with their stamp, in one statement: kept under the stamp of a moment before, rows of a decision that was
 * agreed to and then was not would come back with that stamp. One row without `id` where there is none.
 */
const stampedRows = (group: FactGroup): string =>
  `SELECT s.stamp, x.* FROM (SELECT ${sources[group].stamp} AS stamp) s LEFT JOIN (${sources[group].rows}) x ON true`

interface HeldGroup {
  readonly stamp: string
  readonly rows: ReadonlyMap<string, readonly object[]>
}

/** What staff's work has added to an edition's files, kept in this process and read again when it changed. */
@Injectable()
export class WorkFactIndex {
  private readonly held = new Map<string, HeldGroup>()

  constructor(private readonly database: Database) {}

  /** `stamps` is what `stampsOf` answered at this request for the same groups. */
  async of(editionId: string, groups: readonly FactGroup[], stamps: readonly string[]): Promise<ReadFacts> {
    const held: HeldGroup[] = []
    for (const [at, group] of groups.entries()) held.push(await this.group(editionId, group, stamps[at] ?? ''))

    return {
      facts: Object.fromEntries(groups.map((group, at) => [group, held[at]?.rows])),
      stamps: held.map(({ stamp }) => stamp),
    }
  }

  private async group(editionId: string, group: FactGroup, stamp: string): Promise<HeldGroup> {
    const key = `${editionId} ${group}`
    const known = this.held.get(key)
    if (known?.stamp === stamp) return known
    const found = await this.database.query<{ stamp: string; id: string | null }>(stampedRows(group), [editionId])
    const rows = new Map<string, object[]>()
    for (const { stamp: _, id, ...row } of found) if (id !== null) rows.set(id, [...(rows.get(id) ?? []), row])
    const held = { stamp: found[0]?.stamp ?? '', rows }
    this.held.set(key, held)

    return held
  }
}
