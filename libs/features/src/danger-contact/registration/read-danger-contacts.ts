import { Injectable } from '@nestjs/common'
import { Clock } from '#platform/clock/clock.js'
import { Sql } from '#platform/database/sql.js'

/** Somebody to turn to in danger, as staff typed it. */
export interface DangerContact {
  readonly name: string
  /** A phone number, a handle or an address. */
  readonly reach: string
  /** BCP 47 tags. */
  readonly languages: readonly string[]
  readonly hours: string | null
}

interface Held {
  readonly list: readonly DangerContact[]
  readonly atMs: number
}

const heldMs = 5000

/** The list of the start page, at most five seconds old: opening that page asks the database nothing more. */
@Injectable()
export class ReadDangerContacts {
  private held: Held | undefined

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** In the order staff gave; empty until they list somebody. */
  async run(): Promise<readonly DangerContact[]> {
    const atMs = this.clock.now().getTime()
    // A clock that was set, forward or back, makes it old too.
    if (this.held && Math.abs(atMs - this.held.atMs) < heldMs) return this.held.list
    const list = await this.sql.query<DangerContact>('SELECT name, reach, languages, hours FROM app.danger_contacts()')
    this.held = { list, atMs }
    return list
  }
}
