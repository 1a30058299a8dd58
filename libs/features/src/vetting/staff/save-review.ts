import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type Criterion, type Eligibility, reasonsMissing, type Scores, unscored } from '#domain/review/rubric.js'
import { renewableIn } from '#domain/review/staleness.js'
import { owesAnswer, seeFile, type SeenFile } from '#features/application/index.orm.js'
import { holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { lockOwn } from './reading/lock-own.js'
import { settleReaderCalls } from './reading/reader-calls.js'
import { coReaders } from './reading/share-review.js'

export interface ReviewForm {
  readonly eligibility?: Eligibility
  readonly scores: Scores
  readonly reasons: Readonly<Partial<Record<Criterion, string>>>
  readonly comment: string
  /** For those who decide and never for other readers, however the review is shared; may be empty. */
  readonly note: string
  /** Version of the review the page showed; 0 before the first save. */
  readonly version: number
  readonly submit: boolean
  /** Kept from other readers; absent: as it was, shared at first. */
  readonly isPrivate?: boolean
  /** Number of the newest version of the profile the page showed; absent: the newest there is. */
  readonly profileNumber?: number
}

export type ReviewRefusal = 'not_found' | 'conflict_unanswered' | 'stale' | 'incomplete' | 'already_submitted'
type Saved = Outcome<{ version: number }, ReviewRefusal>

interface KnownReview {
  readonly state: string
  readonly version: number
  readonly is_private: boolean
  readonly is_stale: boolean
  readonly has_note: boolean
}

interface Written {
  readonly owner: string
  readonly version: number
  readonly form: ReviewForm
  /** Keys of other readers who get the words, never the note. */
  readonly readers: readonly Buffer[]
  /** An earlier one would stand where an empty note is not written over it. */
  readonly hasNote: boolean
}

/** A file given again to who abstained is theirs to read after all. */
const writable = new Set(['draft', 'abstained'])

/** What keeps a review from being handed in; null for a whole one. */
function missingOf({ scores: given, reasons: said, eligibility }: ReviewForm): Record<string, unknown> | null {
  const criteria = unscored(given)
  const reasons = reasonsMissing(given, said)
  const isWhole = criteria.length === 0 && reasons.length === 0 && eligibility !== undefined
  return isWhole ? null : { criteria, reasons, eligibility: !eligibility }
}

/** Who is asked what they think of a review writes none, unless they disagree. */
const isAsked = ({ facts: { opinion } }: SeenFile): boolean => opinion === 'asked' || opinion === 'agree'

/** A reader saves their own review; the words are sealed, the scores are plain. */
@Injectable()
export class SaveReview {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * A draft is saved whatever is missing; a submitted review is rewritten once the profile has a newer version, until
   * the file is decided. Refuses: not_found (not assigned to this reader, asked for an opinion instead, or not in review),
   * conflict_unanswered (given, also anew, and not asked yet), stale,
   * incomplete (`criteria` without score, `reasons` too short, `eligibility` missing), already_submitted.
   */
  async run(actor: StaffActor, applicationId: string, form: ReviewForm): Promise<Saved> {
    const file = await this.find(actor, applicationId)
    if (!file) return refuse('not_found')

    return this.database.transaction((tx) => this.write(tx, actor, file.id, form))
  }

  /** The file, while this reader may review it; null for every other one. */
  async find(actor: StaffActor, applicationId: string): Promise<SeenFile | null> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file?.seen.ownReview || isAsked(file)) return null
    return renewableIn.includes(file.state) ? file : null
  }

  /** As `run`, within a transaction of the caller's. Nothing is written where it refuses. */
  async write(tx: Tx, actor: StaffActor, owner: string, form: ReviewForm): Promise<Saved> {
    const missing = missingOf(form)
    if (form.submit && missing) return refuse('incomplete', missing)
    if (form.submit && form.isPrivate !== true) await this.hold(tx)
    const state = await lockOwn(tx, owner, actor.accountId)
    if (state === null && (await owes(tx, owner, actor.accountId))) return refuse('conflict_unanswered')
    if (state === null || !renewableIn.includes(state)) return refuse('not_found')
    const known = await knownReview(tx, owner, actor.accountId)
    const isRewritten = form.submit && known?.state === 'submitted' && known.is_stale
    if (state !== 'in_review' && !isRewritten) return refuse('not_found')
    if (known && !writable.has(known.state) && !isRewritten) return refuse('already_submitted')
    if ((known?.version ?? 0) !== form.version) return refuse('stale')

    const version = form.version + 1
    const isShared = form.submit && !(form.isPrivate ?? known?.is_private)
    const readers = isShared ? await this.readers(tx, actor, owner) : []
    await this.store(tx, actor, { owner, version, form, readers, hasNote: known?.has_note === true })
    if (form.submit) await settleReaderCalls(tx, owner)
    const verb = form.submit ? 'review.submitted' : 'review.drafted'
    await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: owner })
    return done({ version })
  }

  /** Before any row a removal locks: colleagues to whom a review is wrapped keep their keys until the transaction ends. */
  async hold(tx: Tx): Promise<void> {
    await holdKeys(tx, this.keyring)
  }

  private async store(tx: Tx, actor: StaffActor, { owner, version, form, readers, hasNote }: Written): Promise<void> {
    const place = { owner, compartment: 'profile', version }
    const always = [this.directory.compartmentKey('profile'), actor.holder.pair.publicKey]
    const words = { reasons: form.reasons, comment: form.comment }
    const record = sealRecord({ ...place, schema: 'review.text' }, words, [...always, ...readers])
    await this.keyring.store(tx, record, actor.accountId)
    if (form.note !== '' || hasNote) {
      const note = sealRecord({ ...place, schema: 'review.note' }, { text: form.note }, always)
      await this.keyring.store(tx, note, actor.accountId)
    }
    await tx.query(
      `INSERT INTO app.review (application_id, account_id, state, eligibility, scores, profile_version, record_id, version, is_private)
       VALUES ($1, $2, $3, $4, $5, least(app.profile_number($1), $8), $6, $7, coalesce($9, false))
       ON CONFLICT (application_id, account_id) DO UPDATE SET state = EXCLUDED.state, eligibility = EXCLUDED.eligibility,
         scores = EXCLUDED.scores, profile_version = EXCLUDED.profile_version, record_id = EXCLUDED.record_id, version = EXCLUDED.version,
         is_private = coalesce($9, app.review.is_private)`,
      [
        owner,
        actor.accountId,
        form.submit ? 'submitted' : 'draft',
        form.eligibility ?? null,
        JSON.stringify(form.scores),
        record.id,
        version,
        form.profileNumber ?? null,
        form.isPrivate ?? null,
      ],
    )
  }

  /** Keys of readers who may know of a review that is in and shared. */
  private async readers(tx: Tx, actor: StaffActor, owner: string): Promise<Buffer[]> {
    const others = await coReaders(tx, owner, actor.accountId)
    return others.flatMap((accountId) => this.directory.signedStaffKey(accountId) ?? [])
  }
}

async function owes(tx: Tx, applicationId: string, accountId: string): Promise<boolean> {
  const [row] = await tx.query<{ owes: boolean }[]>(`SELECT ${owesAnswer('$1::uuid', '$2::uuid')} AS owes`, [
    applicationId,
    accountId,
  ])
  return row?.owes === true
}

async function knownReview(tx: Tx, applicationId: string, accountId: string) {
  const [known] = await tx.query<KnownReview[]>(
    `SELECT state, version, is_private, profile_version < app.profile_number(application_id) AS is_stale,
       EXISTS (SELECT 1 FROM sealed.record n WHERE n.owner_id = $1 AND n.schema_id = 'review.note' AND n.author_id = $2) AS has_note
     FROM app.review WHERE application_id = $1 AND account_id = $2 FOR UPDATE`,
    [applicationId, accountId],
  )
  return known
}
