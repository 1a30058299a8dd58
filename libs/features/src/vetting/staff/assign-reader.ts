import { Injectable } from '@nestjs/common'
import type { Compartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, sectionSchemas, sectionVersions, seeFile, type SeenFile } from '#features/application/index.orm.js'
import { referenceIds } from '#features/reference/index.orm.js'
import { hasRole, holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { exclusionOf } from './conflict/exclusion.js'
import { GuessPairs } from './conflict/guess-pairs.js'
import { haveExclusionsChanged, type KnownExclusions, knownExclusions } from './conflict/known-exclusions.js'
import { giveOwnWords } from './reading/give-own-words.js'
import { settleReaderCalls } from './reading/reader-calls.js'
import { takeWraps } from './take-wraps.js'
import { textSchemas } from './translation/translation-records.js'

export type AssignRefusal =
  | 'not_found'
  | 'move_not_allowed'
  | 'about_yourself'
  | 'conflict'
  | 'country_excluded'
  | 'country_sealed'
  | 'possible_conflict'
  | 'readers_apart'
  | 'nothing_to_share'
  | 'key_not_signed'
  | 'stale'

interface Extent {
  readonly compartments: readonly Compartment[]
  readonly schemas: readonly string[]
  /** Records of the file's references that go with them: how a referee can be reached. */
  readonly ofReferences?: readonly string[]
}

/** What a reviewer receives of a file: the profile, and translations of it. */
export const reviewerExtent = { compartments: ['profile'], schemas: ['profile', ...textSchemas] } satisfies Extent

export interface Recipient {
  readonly accountId: string
  readonly role: Role
  /** Id of the review the reader is asked about; absent: a blind reading. */
  readonly opinionOn?: string
  /** Whoever gives it has seen that they share it with a reader they are kept apart from, and means it. */
  readonly anyway?: boolean
}

/** With what they were excluded from when `excluded` was asked. */
export type ComparedRecipient = Recipient & { readonly exclusions: KnownExclusions }

/** What a role receives when a file is assigned to it (SECURITY: `assign` cells of the table of compartments). */
const assignable: Readonly<Partial<Record<Role, Extent>>> = {
  reviewer: reviewerExtent,
  board: reviewerExtent,
  vetting_lead: { compartments: ['contact'], schemas: ['contact.rest'], ofReferences: ['reference.contact'] },
  coordinator: { compartments: ['risk'], schemas: ['risk'] },
  security_officer: {
    compartments: ['contact', 'profile', 'references'],
    schemas: ['contact.rest', ...reviewerExtent.schemas, 'references'],
  },
}

/** Roles a file can be assigned to. */
export const assignableRoles = Object.keys(assignable) as Role[]

/** A keeper assigns a file: the colleague gets a wrap of each record, and nobody else does. */
@Injectable()
export class AssignReader {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly guesses: GuessPairs,
    private readonly audit: Audit,
  ) {}

  /**
   * Assigned twice is assigned once. Refuses: not_found (file or colleague), move_not_allowed (only a coordinator or
   * lead assigns), about_yourself (a review is given by somebody else), conflict (also of who put the person forward, as a reviewer), country_excluded, country_sealed (the colleague must not read some countries, and the actor
   * cannot open this file's), possible_conflict (nobody has said yet whether it is one), readers_apart (a reader they must not
   * share a file with has it), nothing_to_share (the actor keeps none of what the role would read), key_not_signed,
   * stale (excluded from another country meanwhile).
   */
  async run(actor: StaffActor, applicationId: string, to: Recipient): Promise<Outcome<null, AssignRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('move_not_allowed')
    if (to.role === 'reviewer' && to.accountId === actor.accountId) return refuse('about_yourself')
    const objection = await this.objection(actor, file, to.accountId)
    if (!objection.ok) return objection

    return this.database.transaction((tx) =>
      this.give(tx, actor, applicationId, { ...to, exclusions: objection.value }),
    )
  }

  /** What bars this colleague for a country in the file, or is a question somebody has to answer first. Asked as `excluded`. */
  async objection(
    actor: StaffActor,
    file: SeenFile,
    accountId: string,
  ): Promise<Outcome<KnownExclusions, 'country_excluded' | 'country_sealed' | 'possible_conflict'>> {
    const excluded = await this.excluded(actor, file.id, accountId)
    if (!excluded.ok) return excluded
    const asked = await this.guesses.run(actor, [file], [{ file: file.id, reader: accountId }])
    return asked.length > 0 ? refuse('possible_conflict') : excluded
  }

  /** Whether a country in the file bars this colleague; what they are excluded from where none does. Asked before the transaction: it opens records. */
  async excluded(
    actor: StaffActor,
    applicationId: string,
    accountId: string,
  ): Promise<Outcome<KnownExclusions, 'country_excluded' | 'country_sealed'>> {
    const known = await knownExclusions(this.database, [accountId])
    const found = await exclusionOf({ database: this.database, keyring: this.keyring }, actor, applicationId, accountId)
    if (found === 'met') return refuse('country_excluded')
    return found === 'sealed' ? refuse('country_sealed') : done(known)
  }

  /** The same for a file the actor sees and may assign, inside the caller's transaction. */
  async give(
    tx: Tx,
    actor: StaffActor,
    applicationId: string,
    to: ComparedRecipient,
  ): Promise<Outcome<null, AssignRefusal>> {
    const extent = assignable[to.role]
    if (!extent) return refuse('not_found')
    await holdKeys(tx, this.keyring)
    await lockFile(tx, applicationId)
    if (await haveExclusionsChanged(tx, to.exclusions)) return refuse('stale')
    // It may have been restricted since the page was drawn: then it is nobody's to give but the lead's.
    if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
    if (!(await holds(tx, actor.editionId, to))) return refuse('not_found')
    if (await hasConflict(tx, applicationId, to.accountId)) return refuse('conflict')
    if (to.role === 'reviewer' && (await isNominator(tx, applicationId, to.accountId))) return refuse('conflict')
    if (to.role === 'reviewer' && !to.anyway && (await isKeptApart(tx, applicationId, to.accountId))) {
      return refuse('readers_apart')
    }
    if (!this.keyring.mayShareWith(to.accountId)) return refuse('key_not_signed')
    if ((await this.share(tx, actor, applicationId, { extent, to: to.accountId })) === 0) {
      return refuse('nothing_to_share')
    }
    if (to.role === 'reviewer')
      await giveOwnWords(tx, this.keyring, actor, [{ file: applicationId, reader: to.accountId }])
    await tx.query(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by, opinion_on) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (application_id, account_id, role) WHERE ended_on IS NULL DO NOTHING`,
      [applicationId, to.accountId, to.role, extent.compartments, actor.accountId, to.opinionOn ?? null],
    )
    if (to.role === 'reviewer') await forgetRefusal(tx, applicationId, to.accountId)
    await settleReaderCalls(tx, applicationId)
    await this.audit.record(tx, lineOf(actor, 'assignment.made', applicationId, to.accountId))
    return done(null)
  }

  /**
   * Takes a file away again in one role: what that role read is unwrapped, what others of the same colleague read is not;
   * with the last one it is gone from their lists with this transaction. A reviewer it is taken from is never proposed for
   * it again.
   */
  async end(
    actor: StaffActor,
    applicationId: string,
    { accountId, role }: Pick<Recipient, 'accountId' | 'role'>,
  ): Promise<Outcome<null, AssignRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('move_not_allowed')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      await tx.query(
        `WITH ended AS (UPDATE app.assignment SET ended_on = app.today(), ended_why = 'unassigned'
           WHERE application_id = $1 AND account_id = $2 AND role = $3 AND ended_on IS NULL RETURNING application_id, account_id, role)
         INSERT INTO app.assignment_refusal (application_id, account_id)
           SELECT application_id, account_id FROM ended WHERE role = 'reviewer' ON CONFLICT DO NOTHING`,
        [applicationId, accountId, role],
      )
      const keys = { keyring: this.keyring, directory: this.directory }
      await takeWraps(tx, keys, [{ applicationId, accountId }])
      await settleReaderCalls(tx, applicationId)
      await this.audit.record(tx, lineOf(actor, 'assignment.ended', applicationId, accountId))
      return done(null)
    })
  }

  /** How many of the file's own records were wrapped; an assignment made again takes in what referees wrote since. */
  private async share(
    tx: Tx,
    { holder }: StaffActor,
    applicationId: string,
    { extent, to }: { readonly extent: Extent; readonly to: string },
  ): Promise<number> {
    const { schemas, ofReferences } = extent
    const references = ofReferences ? await referenceIds(tx, [applicationId]) : new Map<string, string[]>()
    for (const owner of references.get(applicationId) ?? [])
      await this.keyring.share(tx, holder, { owner, schemas: ofReferences ?? [], to })

    const sections = sectionSchemas(await sectionVersions(this.database, applicationId), extent.compartments)
    // How somebody can be reached, zone and rules: each version of it says only what has changed.
    const replaced = [...sections, ...(extent.compartments.includes('contact') ? ['contact.mailbox'] : [])]
    const query = { owner: applicationId, to }
    await this.keyring.share(tx, holder, { ...query, schemas: replaced, everyVersion: true })

    return this.keyring.share(tx, holder, { ...query, schemas })
  }
}

const lineOf = (actor: StaffActor, verb: string, objectId: string, purpose: string) => ({
  actorId: actor.accountId,
  verb,
  objectId,
  purpose,
})

/** Given by hand once more, it is theirs again. */
const forgetRefusal = (tx: Tx, applicationId: string, accountId: string): Promise<unknown> =>
  tx.query('DELETE FROM app.assignment_refusal WHERE application_id = $1 AND account_id = $2', [
    applicationId,
    accountId,
  ])

export async function holds(tx: Tx, editionId: string, to: { accountId: string; role: Role }): Promise<boolean> {
  const [row] = await tx.query<{ holds: boolean }[]>('SELECT app.holds_role($1, $2, ARRAY[$3]) AS holds', [
    to.accountId,
    editionId,
    to.role,
  ])
  return row?.holds === true
}

export async function hasConflict(tx: Tx, applicationId: string, accountId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT 1 FROM app.conflict WHERE application_id = $1 AND account_id = $2', [
    applicationId,
    accountId,
  ])
  return rows.length > 0
}

/** The colleague put this person forward. */
async function isNominator(tx: Tx, applicationId: string, accountId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'SELECT 1 FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id WHERE a.id = $1 AND n.made_by = $2',
    [applicationId, accountId],
  )
  return rows.length > 0
}

/** Somebody reads the file with whom this colleague must not share one. */
async function isKeptApart(tx: Tx, applicationId: string, accountId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.application a JOIN app.reader_pair p ON p.edition_id = a.edition_id AND $2 IN (p.one, p.other)
       JOIN app.assignment s ON s.application_id = a.id AND s.account_id IN (p.one, p.other) AND s.account_id <> $2
     WHERE a.id = $1 AND s.role = 'reviewer' AND s.ended_on IS NULL`,
    [applicationId, accountId],
  )
  return rows.length > 0
}
