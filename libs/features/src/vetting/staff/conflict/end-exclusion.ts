import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { withoutPin } from '#domain/vetting/conflict.js'
import { openCountries, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { readFacts } from './conflict-facts.js'
import { type Exclusion, mayExclude } from './keep-exclusions.js'
import { takeEffect } from './take-effect.js'

/** What an exclusion has pinned, of the files this session sees and opens. */
export interface ExclusionPins {
  /** Pins that no other exclusion of the colleague asks for. */
  readonly made: number
  /** Pins of an exclusion on files whose country this session cannot tell; null for who sees no files. */
  readonly sealed: number | null
}

export type EndRefusal = 'not_found' | 'about_yourself'

/** A country whose files a colleague may read again. */
@Injectable()
export class EndExclusion {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** What could be cleared with it: opens the countries, under a line of the log. Refuses: not_found (role, absent), about_yourself. */
  async look(actor: StaffActor, exclusion: Exclusion): Promise<Outcome<ExclusionPins, EndRefusal>> {
    const refused = await this.refuses(actor, exclusion)
    if (refused) return refuse(refused)
    const { made, sealed } = await this.pins(actor, exclusion)
    return done({ made: made.length, sealed })
  }

  /**
   * Takes the exclusion back; what was pinned because of it stays pinned, or with `clears` is cleared in the same act, as far
   * as the actor sees it: as when a pin is taken back, no key and no assignment returns. Gives how many. Refuses as `look`.
   */
  async run(actor: StaffActor, exclusion: Exclusion, clears: boolean): Promise<Outcome<number, EndRefusal>> {
    const refused = await this.refuses(actor, exclusion)
    if (refused) return refuse(refused)
    const { accountId, country } = exclusion
    const { made } = clears ? await this.pins(actor, exclusion) : { made: [] }

    return this.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM app.application WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [made])
      const [, count] = await tx.query<[unknown, number]>(
        'DELETE FROM app.staff_exclusion WHERE account_id = $1 AND country = $2',
        [accountId, country],
      )
      if (count === 0) return refuse('not_found')
      const cleared = await this.clear(tx, accountId, made)
      const line = { actorId: actor.accountId, purpose: `administrative ${accountId}` }
      await this.audit.recordAll(tx, [
        { ...line, verb: 'exclusion.removed', objectId: accountId, purpose: country },
        ...cleared.map((objectId) => ({ ...line, verb: 'conflict.unpinned', objectId })),
      ])
      return done(cleared.length)
    })
  }

  private async refuses(actor: StaffActor, { accountId, country }: Exclusion): Promise<EndRefusal | null> {
    if (!mayExclude(actor)) return 'not_found'
    if (accountId === actor.accountId) return 'about_yourself'
    const rows = await this.database.query<unknown>(
      'SELECT 1 FROM app.staff_exclusion WHERE account_id = $1 AND country = $2',
      [accountId, country],
    )
    return rows.length === 0 ? 'not_found' : null
  }

  private async pins(
    actor: StaffActor,
    { accountId, country }: Exclusion,
  ): Promise<{ made: string[]; sealed: number | null }> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return { made: [], sealed: null }
    const where = `EXISTS (SELECT 1 FROM app.conflict_fact k WHERE k.application_id = a.id AND k.account_id = $3 AND k.by_exclusion)`
    const files = (await seenFiles(this.database, actor, { where, tail: 'ORDER BY a.id', values: [accountId] })).map(
      ({ id }) => id,
    )
    const countries = await openCountries(this.keyring, actor, files)
    const others = await this.database.query<{ country: string }>(
      'SELECT country FROM app.staff_exclusion WHERE account_id = $1 AND country <> $2',
      [accountId, country],
    )
    const made = files.filter((file) => {
      const own = countries.get(file) ?? []
      return own.includes(country) && !others.some((other) => own.includes(other.country))
    })

    return { made, sealed: files.length - countries.size }
  }

  // What staff have said of a file meanwhile, in their own words, stands.
  private async clear(tx: Tx, accountId: string, files: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT application_id AS id FROM app.conflict_fact
       WHERE application_id = ANY ($1) AND account_id = $2 AND by_exclusion ORDER BY 1`,
      [files, accountId],
    )
    const keys = { keyring: this.keyring, directory: this.directory }
    for (const { id: applicationId } of rows) {
      const pair = { applicationId, accountId }
      const before = await readFacts(tx, pair)
      await tx.query('SELECT app.conflict_unpin($1, $2)', [applicationId, accountId])
      await takeEffect(tx, keys, pair, { before, after: withoutPin(before) })
    }
    return rows.map(({ id }) => id)
  }
}
