import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/** What an entry says, as typed: name up to 80 characters, way to reach up to 120, hours up to 60. */
export interface DangerContactText {
  readonly name: string
  readonly reach: string
  /** One to six BCP 47 tags. */
  readonly languages: readonly string[]
  readonly hours?: string
}

/** An entry, and the version of it the person looked at. */
export interface SeenDangerContact {
  readonly id: string
  readonly version: number
}

export interface DangerContact extends SeenDangerContact, DangerContactText {}

export type DangerContactRefusal = 'not_found' | 'stale' | 'danger_list_full'

/** Up to the one before, or down to the one after. */
export type Way = 'up' | 'down'

interface Row extends Omit<DangerContact, 'hours'> {
  readonly hours: string | null
}

interface Act {
  readonly verb: string
  readonly text: string
  readonly values: readonly unknown[]
}

/** Whom the start page names to people in danger. For coordinators and the security officer. */
@Injectable()
export class DangerContacts {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** In the order of the start page. Refuses: not_found. */
  async read(actor: StaffActor): Promise<Outcome<readonly DangerContact[], 'not_found'>> {
    if (!mayKeep(actor)) return refuse('not_found')
    const text = 'SELECT id, version, name, reach, languages, hours FROM app.danger_contact ORDER BY place'
    const rows = await this.database.query<Row>(text, [])
    return done(rows.map(({ hours, ...row }) => ({ ...row, hours: hours ?? undefined })))
  }

  /** Adds an entry at the end. Refuses, with nothing stored: not_found, danger_list_full (ten are there). */
  add(actor: StaffActor, entry: DangerContactText): Promise<Outcome<null, DangerContactRefusal>> {
    const act = { verb: 'danger_contact.added', ...put(entry) }
    return this.decide(actor, { id: randomUUID(), version: 0 }, act)
  }

  /** Changes the entry that was seen. Refuses, with nothing stored: not_found, stale. */
  async change(
    actor: StaffActor,
    seen: SeenDangerContact,
    entry: DangerContactText,
  ): Promise<Outcome<null, DangerContactRefusal>> {
    // No entry was ever seen with it: nothing is added in its place.
    if (seen.version < 1) return refuse('stale')
    return this.decide(actor, seen, { verb: 'danger_contact.changed', ...put(entry) })
  }

  /** Takes the entry away. Refuses: not_found, stale. */
  remove(actor: StaffActor, seen: SeenDangerContact): Promise<Outcome<null, DangerContactRefusal>> {
    const text = 'SELECT app.danger_contact_remove($1, $2) AS code'
    return this.decide(actor, seen, { verb: 'danger_contact.removed', text, values: [] })
  }

  /** Moves the entry by one. Refuses: not_found, stale (also where nothing is before or after it any more). */
  move(actor: StaffActor, seen: SeenDangerContact, way: Way): Promise<Outcome<null, DangerContactRefusal>> {
    const text = 'SELECT app.danger_contact_shift($1, $2, $3) AS code'
    return this.decide(actor, seen, { verb: 'danger_contact.moved', text, values: [way === 'up' ? -1 : 1] })
  }

  private async decide(
    actor: StaffActor,
    { id, version }: SeenDangerContact,
    { verb, text, values }: Act,
  ): Promise<Outcome<null, DangerContactRefusal>> {
    if (!mayKeep(actor)) return refuse('not_found')
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ code: DangerContactRefusal | 'ok' }[]>(text, [id, version, ...values])
      if (row?.code !== 'ok') return refuse(row?.code ?? 'not_found')
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: id })
      return done(null)
    })
  }
}

const mayKeep = (actor: StaffActor): boolean => hasRole(actor, 'coordinator') || hasRole(actor, 'security_officer')

const put = ({ name, reach, languages, hours }: DangerContactText): Omit<Act, 'verb'> => ({
  text: 'SELECT app.danger_contact_put($1, $2, $3, $4, $5, $6) AS code',
  values: [name, reach, languages, hours ?? null],
})
