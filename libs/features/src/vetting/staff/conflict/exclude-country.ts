import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Role } from '#domain/lifecycle.js'
import { seesAllFiles } from '#domain/vetting/visibility.js'
import { openCountries, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { isColleague } from './colleague.js'
import { type Exclusion, mayExclude } from './keep-exclusions.js'
import { pinExcluded } from './pin-excluded.js'

/** What an exclusion meets of the files a colleague can open now. */
export interface ExclusionReach {
  /** Files that name the country, and would be taken away. */
  readonly met: number
  /** Files whose country this session cannot tell; null for who sees no files. */
  readonly sealed: number | null
}

/** A country whose files a colleague must not read, from now on and of those they have. */
@Injectable()
export class ExcludeCountry {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** The dry run: opens the countries, under a line of the log, and changes nothing. Refuses: not_found (role, or no colleague of this edition). */
  async look(actor: StaffActor, exclusion: Exclusion): Promise<Outcome<ExclusionReach, 'not_found'>> {
    if (!(await this.isAbout(actor, exclusion))) return refuse('not_found')
    const { met, sealed } = await this.reach(actor, exclusion)
    return done({ met: met.length, sealed })
  }

  /**
   * Keeps the exclusion and, in the same act, pins a conflict on every file it meets: the file, its keys and what was
   * written go from the colleague at once, and another reader is asked for. Where a country stays sealed a coordinator is
   * asked to look. Refuses as `look`.
   */
  async run(actor: StaffActor, exclusion: Exclusion): Promise<Outcome<ExclusionReach, 'not_found'>> {
    if (!(await this.isAbout(actor, exclusion))) return refuse('not_found')
    const { accountId, country } = exclusion
    const { met, sealed } = await this.reach(actor, exclusion)

    return this.database.transaction(async (tx) => {
      await holdFiles(tx, accountId, met)
      await tx.query(
        `INSERT INTO app.staff_exclusion (account_id, country, author_id) VALUES ($1, $2, $3)
         ON CONFLICT (account_id, country) DO NOTHING`,
        [accountId, country, actor.accountId],
      )
      const keys = { keyring: this.keyring, directory: this.directory }
      for (const applicationId of met) await pinExcluded(tx, keys, { applicationId, accountId }, actor.accountId)
      if (sealed !== 0) await askToLook(tx, actor.editionId)
      const line = { actorId: actor.accountId, purpose: `administrative ${accountId}` }
      await this.audit.recordAll(tx, [
        { ...line, verb: 'exclusion.added', objectId: accountId, purpose: country },
        ...met.map((objectId) => ({ ...line, verb: 'conflict.pinned', objectId })),
      ])
      return done({ met: met.length, sealed })
    })
  }

  private async isAbout(actor: StaffActor, { accountId }: Exclusion): Promise<boolean> {
    return mayExclude(actor) && (await isColleague(this.database, actor.editionId, accountId))
  }

  /** Files the colleague can open as far as the actor sees them, without those a pin has taken from them already. */
  private async reach(
    actor: StaffActor,
    { accountId, country }: Exclusion,
  ): Promise<{ met: string[]; sealed: number | null }> {
    const files = (await this.filesOf(actor, accountId)).map(({ id }) => id)
    const countries = await openCountries(this.keyring, actor, files)

    return {
      met: files.filter((file) => countries.get(file)?.includes(country)),
      sealed: hasRole(actor, 'coordinator', 'vetting_lead') ? files.length - countries.size : null,
    }
  }

  private async filesOf(actor: StaffActor, accountId: string) {
    const roles = await this.database.query<{ role: Role }>(
      `SELECT role FROM app.staff_role WHERE account_id = $1 AND edition_id = $2 AND (ends_on IS NULL OR ends_on >= app.today())`,
      [accountId, actor.editionId],
    )
    const kept = `NOT EXISTS (SELECT 1 FROM app.conflict_fact k WHERE k.application_id = a.id AND k.account_id = $3
      AND k.origin = 'pinned' AND k.kind <> 'none')`
    const held = roles.map(({ role }) => role)
    const where = seesAllFiles(held)
      ? kept
      : `${kept} AND (${[has, ...held.map((role) => reachOf[role] ?? 'false')].join(' OR ')})`

    return seenFiles(this.database, actor, { where, tail: 'ORDER BY a.id', values: [accountId] })
  }
}

const has = `EXISTS (SELECT 1 FROM app.assignment h WHERE h.application_id = a.id AND h.account_id = $3 AND h.ended_on IS NULL)`

const comes = 'EXISTS (SELECT 1 FROM app.participation p WHERE p.application_id = a.id)'

/**
 * SQL over `app.application a`: what reaches the colleague $3 by a role alone, with no file assigned. With the roles that see
 * all files these are `app.unassigned_roles()`.
 */
export const reachOf: Readonly<Partial<Record<Role, string>>> = {
  travel_desk: comes,
  care: comes,
  finance: comes,
  events: comes,
  duty_officer: comes,
  outside_second: `EXISTS (SELECT 1 FROM app.outside_appointment o LEFT JOIN app.decision d ON d.id = o.decision_id
    LEFT JOIN app.approval p ON p.id = o.approval_id WHERE o.account_id = $3 AND a.id IN (d.application_id, p.object_id))`,
}

/**
 * Files before the exclusion, by id, as everybody has it who gives a file or writes one again and then asks what is excluded:
 * all it names as still to be compared, and those it takes. What was given to the colleague meanwhile is among the first.
 */
async function holdFiles(tx: Tx, accountId: string, met: readonly string[]): Promise<void> {
  await tx.query(
    `SELECT 1 FROM app.application a WHERE a.state NOT IN ('draft', 'erased')
       AND a.edition_id IN (SELECT r.edition_id FROM app.staff_role r WHERE r.account_id = $1) ORDER BY a.id FOR KEY SHARE`,
    [accountId],
  )
  await tx.query('SELECT 1 FROM app.application WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [met])
}

const askToLook = (tx: Tx, editionId: string): Promise<unknown> =>
  tx.query(
    `INSERT INTO app.staff_task (edition_id, kind, role) VALUES ($1, 'exclusion_to_look_at', 'coordinator') ON CONFLICT DO NOTHING`,
    [editionId],
  )
