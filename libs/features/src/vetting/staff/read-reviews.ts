import { Injectable } from '@nestjs/common'
import {
  type Eligibility,
  meanOf,
  medianOf,
  type Opinion,
  scoreOf,
  type Scores,
  spreadOf,
} from '#domain/review/rubric.js'
import { eligibilityOf, isThirdNeeded, type Standing } from '#domain/review/readers-needed.js'
import { olderSections } from '#domain/review/staleness.js'
import type { SeenFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { HandOverReviews } from './reading/hand-over-reviews.js'
import { isBlind } from './reading/is-blind.js'

export interface ReviewText {
  readonly reasons: Readonly<Record<string, string>>
  readonly comment: string
}

export interface ShownReview {
  readonly id: string
  readonly accountId: string
  readonly reader: string
  readonly eligibility: Eligibility | null
  readonly scores: Scores
  readonly score: number | null
  /** Written on an older version of the profile. */
  readonly isStale: boolean
  /** Number of the file's version it was written on; 1 is what was sent. */
  readonly profileNumber: number
  readonly version: number
  readonly state: 'draft' | 'submitted' | 'abstained'
  /** Kept from other readers. */
  readonly isPrivate: boolean
  /** Written by a reader who had seen another's review. */
  readonly isAfterOther: boolean
  /** The file is still with its author, who can let it stand or write it again. */
  readonly hasFile: boolean
  /** Day on which the lead last opened it again, ISO date. */
  readonly reopenedOn: string | null
  readonly text: ReviewText | null
  /** What its author tells those who decide only; null for every other viewer but the author, and where nothing was written. */
  readonly note: string | null
}

type SealedWords = Pick<ShownReview, 'text' | 'note'>

/** What a reader who was asked says of another's review. */
export interface ShownOpinion {
  readonly accountId: string
  readonly reader: string
  readonly author: string
  readonly opinion: Opinion
}

export interface ReviewPanel {
  readonly own: ShownReview | null
  /** Others' reviews; empty while the viewer may not know of them. */
  readonly others: readonly ShownReview[]
  /** On reviews that are shown, by readers' names. */
  readonly opinions: readonly ShownOpinion[]
  /** The review the viewer is asked about. */
  readonly asked: ShownReview | null
  readonly joint: {
    readonly mean: number | null
    readonly median: number | null
    readonly spread: number | null
    readonly eligibility: Eligibility | null
  } | null
  readonly thirdReader: boolean
}

interface ReviewRow {
  id: string
  account_id: string
  display_name: string
  state: ShownReview['state']
  eligibility: Eligibility | null
  scores: Scores
  profile_version: number
  newest_profile: number
  version: number
  is_private: boolean
  is_after_other: boolean
  has_file: boolean
  reopened_on: string | null
}

interface OpinionRow {
  account_id: string
  author_id: string
  reader: string
  opinion: Opinion | 'asked'
}

const nothing: ReviewPanel = { own: null, others: [], opinions: [], asked: null, joint: null, thirdReader: false }

/** Reviews of one file as the visibility function allows. */
@Injectable()
export class ReadReviews {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly handOver: HandOverReviews,
  ) {}

  /**
   * Words that wait for readers whose own are in are handed over on the way. Others sorted by name; stale and unsubmitted
   * ones, and those the viewer may not know of, stay out of mean and spread.
   */
  async run(actor: StaffActor, file: SeenFile): Promise<ReviewPanel> {
    const rows = await this.database.prepared<ReviewRow>(reviewsAsked, [
      file.id,
      actor.accountId,
      file.seen.reviews,
      file.seen.privateReviews,
    ])
    if (rows.length === 0) return nothing
    if (rows.filter(({ state }) => state === 'submitted').length > 1) await this.handOver.ofFile(actor, file.id)
    const words = await this.words(actor, file)
    const shown = rows.map((row) => ({ ...shownReview(row), ...(words.get(row.account_id) ?? unopened) }))
    const asked = file.seen.reviews ? await this.asked(file.id) : []
    const onShown = asked.filter(({ author_id }) => shown.some(({ accountId }) => accountId === author_id))
    const own = onShown.find(({ account_id, opinion }) => account_id === actor.accountId && opinion === 'asked')
    const opinions = shownOpinions(onShown, shown)

    return {
      own: shown.find((review) => review.accountId === actor.accountId) ?? null,
      others: shown.filter((review) => review.accountId !== actor.accountId),
      opinions,
      asked: shown.find(({ accountId }) => accountId === own?.author_id) ?? null,
      ...joined(
        file.seen.reviews ? shown.filter(({ state, isStale }) => state === 'submitted' && !isStale) : [],
        onShown,
      ),
    }
  }

  /** Whose own review is in has said all there; an opinion beside it would name who wrote one that is kept. */
  private asked(applicationId: string): Promise<OpinionRow[]> {
    return this.database.prepared<OpinionRow>(
      `SELECT o.account_id, o.author_id, s.display_name AS reader, o.opinion
       FROM app.opinion_asked o JOIN app.staff_account s ON s.id = o.account_id WHERE o.application_id = $1
         AND NOT EXISTS (SELECT 1 FROM app.review r WHERE r.application_id = $1 AND r.account_id = o.account_id AND r.state = 'submitted')
       ORDER BY s.display_name`,
      [applicationId],
    )
  }

  /** By author. A key alone shows no note: its reader must be its author, or see reviews kept from other readers. */
  private async words(actor: StaffActor, { id: owner, seen }: SeenFile): Promise<Map<string, SealedWords>> {
    const line = { verb: 'reviews.opened', objectId: owner }
    const query = { owners: [owner], schemas: ['review.note', 'review.text'] }
    const found = new Map<string, SealedWords>()
    for (const { schema, authorId, value } of await this.keyring.open(actor.holder, line, query)) {
      const author = authorId ?? ''
      const known = found.get(author) ?? unopened
      if (schema === 'review.text') found.set(author, { ...known, text: value as ReviewText })
      else if (seen.privateReviews || author === actor.accountId)
        found.set(author, { ...known, note: (value as { text: string }).text || null })
    }
    return found
  }
}

const unopened: SealedWords = { text: null, note: null }

const reviewsAsked = `
  SELECT r.id, r.account_id, s.display_name, r.state, r.eligibility, r.scores, r.profile_version, r.version, r.is_private,
    app.profile_number(r.application_id) AS newest_profile,
    r.reopened_on::text AS reopened_on, NOT ${isBlind('r')} AS is_after_other,
    EXISTS (SELECT 1 FROM app.assignment x WHERE x.application_id = r.application_id AND x.account_id = r.account_id
      AND x.role = 'reviewer' AND x.ended_on IS NULL) AS has_file
  FROM app.review r JOIN app.staff_account s ON s.id = r.account_id
  WHERE r.application_id = $1 AND r.state <> 'removed'
    AND (r.account_id = $2 OR ($3 AND r.state = 'submitted' AND (NOT r.is_private OR $4)))
  ORDER BY s.display_name`

const shownReview = (row: ReviewRow): Omit<ShownReview, keyof SealedWords> => ({
  id: row.id,
  accountId: row.account_id,
  reader: row.display_name,
  eligibility: row.eligibility,
  scores: row.scores,
  score: scoreOf(row.scores),
  isStale: olderSections({ profile: row.profile_version }, { profile: row.newest_profile }).length > 0,
  profileNumber: row.profile_version,
  version: row.version,
  state: row.state,
  isPrivate: row.is_private,
  isAfterOther: row.is_after_other,
  hasFile: row.has_file,
  reopenedOn: row.reopened_on,
})

const shownOpinions = (rows: readonly OpinionRow[], reviews: readonly ShownReview[]): ShownOpinion[] =>
  rows.flatMap(({ account_id, author_id, reader, opinion }) =>
    opinion === 'asked'
      ? []
      : [
          {
            accountId: account_id,
            reader,
            author: reviews.find(({ accountId }) => accountId === author_id)?.reader ?? '',
            opinion,
          },
        ],
  )

/** Of reviews that count, and opinions on them by readers who have not written one themselves. */
function joined(
  reviews: readonly ShownReview[],
  asked: readonly OpinionRow[],
): Pick<ReviewPanel, 'joint' | 'thirdReader'> {
  if (reviews.length === 0) return { joint: null, thirdReader: false }
  const authors = new Set(reviews.map(({ accountId }) => accountId))
  const counted = asked.filter((row) => authors.has(row.author_id) && !authors.has(row.account_id))
  const standings: Standing[] = [
    ...reviews.flatMap(({ scores, eligibility }): Standing[] =>
      eligibility ? [{ as: 'reviewed', review: { scores, eligibility } }] : [],
    ),
    ...counted.flatMap(({ opinion }): Standing[] =>
      opinion === 'asked' ? [] : [{ as: opinion === 'agree' ? 'agrees' : 'disagrees' }],
    ),
  ]
  const scores = reviews.map(({ score }) => score)

  return {
    joint: {
      mean: meanOf(scores),
      median: medianOf(scores),
      spread: spreadOf(scores.filter((score) => score !== null)),
      eligibility: eligibilityOf(standings),
    },
    thirdReader: isThirdNeeded(standings),
  }
}
