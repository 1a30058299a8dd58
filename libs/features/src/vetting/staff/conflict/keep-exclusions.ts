import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { Affiliation } from './keep-affiliations.js'

/** What is known of a colleague for the sake of conflicts of interest. */
export interface ColleagueTies {
  readonly accountId: string
  readonly name: string
  readonly affiliations: readonly Omit<Affiliation, 'accountId'>[]
  /** Codes of the countries whose files they must not read. */
  readonly countries: readonly string[]
}

export interface Exclusion {
  readonly accountId: string
  readonly country: string
}

/** Countries whose files colleagues must not read, added by `ExcludeCountry`, removed by `EndExclusion`: kept by admin, coordinator and lead, never shown to the colleague. */
@Injectable()
export class KeepExclusions {
  constructor(private readonly database: Database) {}

  /** Active colleagues of the edition by name. Refuses: not_found (role). */
  async list(actor: StaffActor): Promise<Outcome<ColleagueTies[], 'not_found'>> {
    if (!mayExclude(actor)) return refuse('not_found')
    return done(
      await this.database.query<ColleagueTies>(
        `SELECT a.id AS "accountId", a.display_name AS name,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name,
             'isOwn', n.author_id IS NOT DISTINCT FROM n.account_id) ORDER BY n.name)
             FROM app.staff_affiliation n WHERE n.account_id = a.id), '[]') AS affiliations,
           ARRAY(SELECT x.country FROM app.staff_exclusion x WHERE x.account_id = a.id ORDER BY x.country) AS countries
         FROM app.staff_account a
         WHERE a.state = 'active' AND EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = a.id AND r.edition_id = $1)
         ORDER BY a.display_name`,
        [actor.editionId],
      ),
    )
  }
}

/** Who keeps exclusions. */
export const mayExclude = (actor: StaffActor): boolean => hasRole(actor, 'admin', 'coordinator', 'vetting_lead')
