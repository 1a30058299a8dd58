import { Injectable } from '@nestjs/common'
import { Clock } from '#platform/clock/clock.js'
import { Sql } from '#platform/database/sql.js'

/** What the start page may say of the call: neutral name, whether it is open, until when, and the arrival day. */
export interface OpenCall {
  readonly nameNeutral: string
  readonly isOpen: boolean
  readonly closesAt: Date
  readonly arrivalOn: string
  readonly departureOn: string
  /** What forms may ask about only where the edition offers it. */
  readonly notOffered: readonly string[]
}

interface CallRow {
  name_neutral: string
  is_open: boolean
  closes_at: Date
  arrival_on: string
  departure_on: string
  offers_remote: string | null
}

/** The call now open, or the next one; null while no edition is planned. */
@Injectable()
export class ReadOpenCall {
  private held: { readonly call: OpenCall | null; readonly atMs: number } | null = null

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** At most a second old: what depends on the instant is judged again in the database. */
  async run(): Promise<OpenCall | null> {
    const atMs = this.clock.now().getTime()
    // A clock that was set, forward or back, makes it old too.
    if (this.held && Math.abs(atMs - this.held.atMs) < 1000) return this.held.call
    const call = await this.read()
    this.held = { call, atMs }
    return call
  }

  private async read(): Promise<OpenCall | null> {
    const row = await this.sql.one<CallRow>(
      `SELECT name_neutral, is_open, closes_at, arrival_on::text, departure_on::text,
         to_jsonb(e) ->> 'offers_remote' AS offers_remote FROM app.open_edition() e`,
    )
    return row
      ? {
          nameNeutral: row.name_neutral,
          isOpen: row.is_open,
          closesAt: row.closes_at,
          arrivalOn: row.arrival_on,
          departureOn: row.departure_on,
          // An edition that does not say otherwise offers to take part from a distance.
          notOffered: row.offers_remote === 'false' ? ['remote'] : [],
        }
      : null
  }
}
