import { Injectable } from '@nestjs/common'
import { tracks } from '#domain/application/tracks.js'
import { Clock } from '#platform/clock/clock.js'
import { Sql } from '#platform/database/sql.js'
import type { NotOffered } from '#platform/form/offer.js'

/** What pages may say of an edition and its call: neutral name, whether it is open, until when, and the arrival day. */
export interface OpenCall {
  readonly nameNeutral: string
  readonly isOpen: boolean
  /** Null for a call without an end. */
  readonly closesAt: Date | null
  readonly arrivalOn: string
  readonly departureOn: string
  /** What its form leaves out. */
  readonly notOffered: NotOffered
}

interface CallRow {
  name_neutral: string
  is_open: boolean
  closes_at: Date | null
  arrival_on: string
  departure_on: string
  tracks: readonly string[]
  offers_remote: boolean
}

interface Held {
  readonly call: OpenCall | null
  readonly atMs: number
}

/** Calls as they stand, each at most a second old: what depends on the instant is judged again in the database. */
@Injectable()
export class ReadOpenCall {
  private readonly held = new Map<string | null, Held>()

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** The call now open, or the next one; null while no edition is planned. */
  run(): Promise<OpenCall | null> {
    return this.lately(null)
  }

  /** The call of the edition somebody applies to, whichever is open now. */
  of(editionId: string): Promise<OpenCall | null> {
    return this.lately(editionId)
  }

  private async lately(editionId: string | null): Promise<OpenCall | null> {
    const atMs = this.clock.now().getTime()
    const held = this.held.get(editionId)
    // A clock that was set, forward or back, makes it old too.
    if (held && Math.abs(atMs - held.atMs) < 1000) return held.call
    const call = await this.read(editionId)
    this.held.set(editionId, { call, atMs })
    return call
  }

  private async read(editionId: string | null): Promise<OpenCall | null> {
    const row = await this.sql.one<CallRow>(
      `SELECT name_neutral, is_open, closes_at, arrival_on::text, departure_on::text, tracks, offers_remote
       FROM app.open_edition($1)`,
      [editionId],
    )
    return row
      ? {
          nameNeutral: row.name_neutral,
          isOpen: row.is_open,
          closesAt: row.closes_at,
          arrivalOn: row.arrival_on,
          departureOn: row.departure_on,
          notOffered: leftOut(row),
        }
      : null
  }
}

const leftOut = (row: CallRow): string[] => [
  ...(row.offers_remote ? [] : ['remote']),
  ...tracks.filter((track) => !row.tracks.includes(track)).map((track) => `tracks.${track}`),
]
