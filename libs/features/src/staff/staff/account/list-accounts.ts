import { Injectable } from '@nestjs/common'
import { type Compartment, compartments } from '#domain/compartment.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffRole } from '#domain/staff/grants.js'
import { keptAlone, keptWithOneOther } from '#domain/staff/keepers.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { keepingNow } from '../../keeping.js'
import { hasRole, type StaffActor } from '../staff-actor.js'

export interface AccountGrant {
  readonly role: StaffRole
  /** ISO date, the last day; null: no end. */
  readonly endsOn: string | null
  readonly isLive: boolean
  readonly keeperOf: readonly Compartment[]
  readonly deputy: string | null
}

/** What an account waits for, or that it works or has ended. */
export type Standing = 'works' | 'unsigned' | 'paper' | 'paper_over' | 'left'

export interface Account {
  readonly accountId: string
  readonly login: string
  readonly name: string
  readonly address: string | null
  /** IANA name. */
  readonly zone: string
  readonly standing: Standing
  /** ISO date: last day of a key two keepers signed. */
  readonly keyUntil: string | null
  /** ISO date: last day of the paper. */
  readonly paperUntil: string | null
  /** ISO date on which a new paper was asked for. */
  readonly askedOn: string | null
  readonly grants: readonly AccountGrant[]
  /** Compartments whose key the person holds today. */
  readonly keeps: readonly Compartment[]
  /** Those nobody else keeps: while there is one, the person cannot go. */
  readonly keepsAlone: readonly Compartment[]
  /** Those one other person keeps: gone, they leave one keeper. */
  readonly keepsWithOne: readonly Compartment[]
}

interface Row extends Omit<Account, 'standing' | 'keyUntil' | 'keeps' | 'keepsAlone' | 'keepsWithOne'> {
  readonly state: 'pending' | 'active' | 'disabled'
  readonly public_key: Buffer | null
}

/** Accounts of staff, with what they hold in this edition: for who manages them. */
@Injectable()
export class ListAccounts {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
  ) {}

  /** Everybody, those who left last, by name. Refuses: not_found (role). */
  async run(actor: StaffActor): Promise<Outcome<Account[], 'not_found'>> {
    if (!hasRole(actor, 'admin', 'security_officer')) return refuse('not_found')
    return done(await this.accounts(actor))
  }

  private async accounts(actor: StaffActor): Promise<Account[]> {
    const rows = await this.database.query<Row>(accountsAsked, [actor.editionId])
    const keeping = await keepingNow(this.database, this.directory)
    return rows.map(({ state, public_key, ...row }) => ({
      ...row,
      standing: standingOf({ state, publicKey: public_key, ...row }, this.directory),
      keyUntil: (state === 'active' && this.directory.lastDayOf(row.accountId)) || null,
      keeps: compartments.filter((name) =>
        keeping.some((keep) => keep.accountId === row.accountId && keep.compartment === name),
      ),
      keepsAlone: keptAlone(keeping, row.accountId),
      keepsWithOne: keptWithOneOther(keeping, row.accountId),
    }))
  }
}

const accountsAsked = `
  SELECT a.id AS "accountId", a.login, a.display_name AS name, a.address, a.zone, a.state, a.public_key, a.asked_paper_on::text AS "askedOn",
    (SELECT p.ends_on::text FROM app.staff_paper p WHERE p.account_id = a.id AND p.ends_on >= app.today()) AS "paperUntil",
    coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'endsOn', r.ends_on, 'keeperOf', r.keeper_of,
        'isLive', r.ends_on IS NULL OR r.ends_on >= app.today(), 'deputy', d.display_name) ORDER BY r.role)
      FROM app.staff_role r LEFT JOIN app.staff_account d ON d.id = r.deputy_id
      WHERE r.account_id = a.id AND r.edition_id = $1), '[]') AS grants
  FROM app.staff_account a ORDER BY a.state = 'disabled', a.display_name, a.login`

function standingOf(
  row: Pick<Row, 'accountId' | 'state' | 'paperUntil'> & { readonly publicKey: Buffer | null },
  directory: Directory,
): Standing {
  if (row.state === 'disabled') return 'left'
  if (!row.publicKey) return row.paperUntil ? 'paper' : 'paper_over'
  return directory.signedStaffKey(row.accountId)?.equals(row.publicKey) ? 'works' : 'unsigned'
}
