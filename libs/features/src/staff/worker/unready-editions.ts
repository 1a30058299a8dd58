import { liveStates } from '#domain/application/lifecycle.js'
import { keptByFew } from '#domain/staff/keepers.js'
import { readiness } from '#domain/staff/readiness.js'
import { grouped } from '#domain/grouped.js'
import type { Sql } from '#platform/database/sql.js'
import type { Directory } from '#platform/vault/directory.js'
import { keepingNewest } from '../keeping.js'
import { workingPeople } from '../working-people.js'

interface AheadRow {
  readonly edition_id: string
  readonly phase: string
  /** ISO date. */
  readonly starts_on: string
  /** Sets of colleagues, each kept from some file of the wave. */
  readonly barred: readonly (readonly string[])[]
}

/** Editions with a phase ahead that would be refused today if it were set: an act without two people, or too few keepers. */
export async function unreadyEditions(sql: Sql, directory: Directory): Promise<string[]> {
  const rows = await sql.query<AheadRow>('SELECT * FROM app.phases_ahead($1)', [liveStates])
  const keeping = rows.length > 0 ? await keepingNewest(sql, directory) : []
  const unready: string[] = []
  for (const [editionId, ahead] of grouped(rows, ({ edition_id: id }) => id)) {
    const people = await workingPeople(sql, directory, editionId, 'login')
    const isRefused = ahead.some(({ phase, starts_on: on, barred }) => {
      const bars = barred.flatMap((ids, file) => ids.map((accountId) => ({ accountId, file: `${file}` })))
      const acts = readiness(phase, on, { people, bars })
      return acts.some(({ verdict }) => verdict === 'refused') || keptByFew(phase, keeping).length > 0
    })
    if (isRefused) unready.push(editionId)
  }

  return unready
}
