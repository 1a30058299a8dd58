import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { Directory } from '#platform/vault/directory.js'
import { forget } from '#platform/vault/keys.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'

/** A partner and how far its quota is used. `name` is null where this session holds no key to it. */
export interface PartnerRow {
  readonly id: string
  readonly number: string
  readonly name: string | null
  readonly quota: number
  readonly used: number
  readonly unused: number
  readonly isClosed: boolean
}

/** Organisations that may put people forward. */
@Injectable()
export class KeepPartners {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /** The partner's code, to be shown this once; it is stored nowhere. Refuses: not_found (no coordinator). */
  async make(actor: StaffActor, name: string): Promise<Outcome<{ number: string; code: string }, 'not_found'>> {
    const id = randomUUID()
    const code = newAccessCode()
    const { lookup, pair, seed } = accessKeys(code)
    const place = { owner: id, compartment: 'contact', schema: 'partner.name', version: 1 }
    const record = sealRecord(place, { name }, [this.directory.compartmentKey('contact'), pair.publicKey])
    forget(seed, pair.secretKey)

    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ number: string | null }[]>(
        'SELECT app.partner_add($1, $2, $3, $4, $5) AS number',
        [id, actor.editionId, actor.accountId, lookup, pair.publicKey],
      )
      if (!row?.number) return refuse('not_found')
      await this.keyring.store(tx, record, null)
      return done({ number: row.number, code })
    })
  }

  /** Names are opened after an audit line; open partners first. */
  async list(actor: StaffActor): Promise<PartnerRow[]> {
    if (!hasRole(actor, 'coordinator')) return []
    const rows = await this.database.query<Omit<PartnerRow, 'name'>>(
      `SELECT p.id, p.number, p.quota, p.closed_on IS NOT NULL AS "isClosed",
         count(n.id) FILTER (WHERE n.was_used)::int AS used, count(n.id) FILTER (WHERE NOT n.was_used)::int AS unused
       FROM app.partner p LEFT JOIN app.nomination n ON n.partner_id = p.id WHERE p.edition_id = $1
       GROUP BY p.id ORDER BY p.closed_on IS NOT NULL, p.number`,
      [actor.editionId],
    )
    if (rows.length === 0) return []
    const line = { verb: 'partner.opened', objectId: actor.editionId, purpose: String(rows.length) }
    const owners = rows.map(({ id }) => id)
    const records = await this.keyring.open(actor.holder, line, { owners, schemas: ['partner.name'] })
    const names = new Map(records.map(({ owner, value }) => [owner, (value as { name: string }).name]))

    return rows.map((row) => ({ ...row, name: names.get(row.id) ?? null }))
  }

  /** Ends the code and its sessions; who was named stays named. Refuses: not_found (absent, closed, no coordinator). */
  async close(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    const [row] = await this.database.query<{ closed: boolean }>('SELECT app.partner_close($1, $2) AS closed', [
      id,
      actor.accountId,
    ])

    return row?.closed ? done(null) : refuse('not_found')
  }
}
