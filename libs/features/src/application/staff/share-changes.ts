import { Injectable } from '@nestjs/common'
import type { Compartment } from '#domain/compartment.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { lockFile } from './lock-file.js'
import { sectionSchemas, type SectionVersion, sectionVersions } from './section-versions.js'
import { seeFile } from './see-file.js'

export type ShareRefusal = 'not_found' | 'move_not_allowed' | 'nothing_to_share'

/**
 * A keeper hands replaced sections to everybody the file is assigned to. Who is excluded from countries gets them once a
 * session has compared the file as it is now: what is sealed to who shares is not guessed.
 */
@Injectable()
export class ShareChanges {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** Done twice is done once. Refuses: not_found, move_not_allowed (role), nothing_to_share (none of it kept here, or every reader waits for a comparison). */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<null, ShareRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('move_not_allowed')
    const versions = await sectionVersions(this.database, applicationId)
    const kept = await this.keyring.kept(actor.holder)
    const waiting = kept.filter((name) => versions.some(({ unshared }) => unshared.includes(name)))
    if (waiting.length === 0) return refuse('nothing_to_share')

    return this.database.transaction(async (tx) => {
      await holdKeys(tx, this.keyring)
      await lockFile(tx, applicationId)
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const readers = await readersOf(tx, applicationId)
      const compared = readers.filter(({ isCompared }) => isCompared)
      if (compared.length === 0 && readers.length > 0) return refuse('nothing_to_share')
      await this.share(tx, actor, compared, { owner: applicationId, versions, compartments: waiting })
      if (compared.length === readers.length)
        await tx.query('SELECT app.sections_shared($1, $2, $3)', [applicationId, waiting, actor.accountId])
      const purpose = waiting.join(',')
      await this.audit.record(tx, {
        actorId: actor.accountId,
        verb: 'changes.shared',
        objectId: applicationId,
        purpose,
      })
      return done(null)
    })
  }

  private async share(tx: Tx, actor: StaffActor, readers: readonly Reader[], what: SharedParts): Promise<void> {
    const { owner } = what
    for (const { accountId: to, compartments } of readers) {
      const both = compartments.filter((name) => what.compartments.includes(name))
      const schemas = sectionSchemas(what.versions, both)
      const isDue = schemas.length > 0 && this.keyring.mayShareWith(to)
      if (isDue) await this.keyring.share(tx, actor.holder, { owner, schemas, to, everyVersion: true })
    }
  }
}

interface SharedParts {
  readonly owner: string
  readonly versions: readonly SectionVersion[]
  readonly compartments: readonly Compartment[]
}

interface Reader {
  readonly accountId: string
  readonly compartments: readonly Compartment[]
  /** No country they are excluded from is still to be compared with the file. */
  readonly isCompared: boolean
}

/** Behind the lock of the file. */
const readersOf = (tx: Tx, applicationId: string): Promise<Reader[]> =>
  tx.query<Reader[]>(
    `SELECT s.account_id AS "accountId", s.compartments, NOT EXISTS (SELECT 1 FROM app.uncompared u
       WHERE u.application_id = s.application_id AND u.account_id = s.account_id) AS "isCompared"
     FROM app.assignment s WHERE s.application_id = $1 AND s.ended_on IS NULL ORDER BY s.id`,
    [applicationId],
  )
