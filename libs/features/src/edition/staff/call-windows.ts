import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/** A time of the edition's own clock. */
export interface LocalTime {
  /** ISO date. */
  readonly day: string
  /** `09:00`, or with seconds. */
  readonly time: string
}

/** A window of the call as it stands. */
export interface CallWindow {
  readonly id: string
  readonly version: number
  readonly opensAt: Date
  readonly opens: LocalTime
  /** Null: open until somebody ends it. */
  readonly closesAt: Date | null
  readonly closes: LocalTime | null
  /** What has begun keeps its beginning, and is ended, not removed. */
  readonly hasBegun: boolean
}

export interface CallWindowList {
  /** IANA zone of the edition. */
  readonly zone: string
  readonly windows: readonly CallWindow[]
}

/** A window as it shall be. */
export interface WindowChange {
  /** Absent for a new one. */
  readonly seen?: SeenWindow
  /** Absent: as before. */
  readonly opens?: LocalTime
  /** Absent: without an end. */
  readonly closes?: LocalTime
}

/** A window, and the version of it the person looked at. */
export interface SeenWindow {
  readonly id: string
  readonly version: number
}

export type WindowRefusal = 'not_found' | 'stale' | 'window_ends_before_start' | 'window_overlaps' | 'window_has_begun'

interface WindowRow {
  readonly zone: string
  readonly id: string | null
  readonly version: number
  readonly opens_at: Date
  readonly closes_at: Date | null
  readonly opens_day: string
  readonly opens_time: string
  readonly closes_day: string | null
  readonly closes_time: string
  readonly has_begun: boolean
}

const list = `SELECT e.zone, w.id, w.version, w.opens_at, w.closes_at, w.opens_at <= app.now() AS has_begun,
    to_char(w.opens_at AT TIME ZONE e.zone, 'YYYY-MM-DD') AS opens_day, to_char(w.opens_at AT TIME ZONE e.zone, 'HH24:MI:SS') AS opens_time,
    to_char(w.closes_at AT TIME ZONE e.zone, 'YYYY-MM-DD') AS closes_day, to_char(w.closes_at AT TIME ZONE e.zone, 'HH24:MI:SS') AS closes_time
  FROM app.edition e LEFT JOIN app.call_window w ON w.edition_id = e.id WHERE e.id = $1 ORDER BY w.opens_at`

const put = `SELECT app.call_window_put(e.id, $2, $3, $4::timestamp AT TIME ZONE e.zone, $5::timestamp AT TIME ZONE e.zone) AS code
  FROM app.edition e WHERE e.id = $1`

/** When the call of the edition is open. Times are of the edition's clock. */
@Injectable()
export class CallWindows {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** In the order of time. Refuses: not_found (only a coordinator). */
  async read(actor: StaffActor): Promise<Outcome<CallWindowList, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const rows = await this.database.query<WindowRow>(list, [actor.editionId])
    const [edition] = rows
    return edition ? done({ zone: edition.zone, windows: rows.flatMap(windowOf) }) : refuse('not_found')
  }

  /**
   * Adds a window, or changes the one that was seen. Refuses, with nothing stored: not_found, stale,
   * window_ends_before_start, window_overlaps (another window of this edition), window_has_begun (another beginning for it).
   */
  async put(actor: StaffActor, { seen, opens, closes }: WindowChange): Promise<Outcome<null, WindowRefusal>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    // No window was ever seen with it: nothing is added in its place.
    if (seen && seen.version < 1) return refuse('stale')
    const { id, version } = seen ?? { id: randomUUID(), version: 0 }
    const [from, to] = [textOf(opens), textOf(closes)]
    return this.decide(put, [actor.editionId, id, version, from, to], {
      actorId: actor.accountId,
      verb: seen ? 'call_window.changed' : 'call_window.added',
      objectId: id,
      purpose: `${from ?? ''} ${to ?? ''}`.trim(),
    })
  }

  /** Takes away a window still to come. Refuses: not_found, stale, window_has_begun. */
  async remove(actor: StaffActor, { id, version }: SeenWindow): Promise<Outcome<null, WindowRefusal>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    return this.decide('SELECT app.call_window_remove($1, $2, $3) AS code', [actor.editionId, id, version], {
      actorId: actor.accountId,
      verb: 'call_window.removed',
      objectId: id,
    })
  }

  private decide(
    text: string,
    values: readonly unknown[],
    line: Parameters<Audit['record']>[1],
  ): Promise<Outcome<null, WindowRefusal>> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ code: WindowRefusal | 'ok' }[]>(text, [...values])
      if (row?.code !== 'ok') return refuse(row?.code ?? 'not_found')
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}

const textOf = (local: LocalTime | undefined): string | null => (local ? `${local.day}T${local.time}` : null)

const localOf = (day: string, time: string): LocalTime => ({ day, time: time.replace(/:00$/, '') })

function windowOf(row: WindowRow): CallWindow[] {
  const { id, version, opens_at: opensAt, closes_at: closesAt, closes_day: closesDay, has_begun: hasBegun } = row
  if (!id) return []
  const opens = localOf(row.opens_day, row.opens_time)

  return [
    { id, version, opensAt, closesAt, hasBegun, opens, closes: closesDay ? localOf(closesDay, row.closes_time) : null },
  ]
}
