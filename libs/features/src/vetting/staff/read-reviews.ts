import { Injectable } from '@nestjs/common'
import {
  type Eligibility,
  jointEligibility,
  meanOf,
  needsThirdReader,
  scoreOf,
  type Scores,
  spreadOf,
  type SubmittedReview,
} from '#domain/review/rubric.js'
import type { SeenFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'

export interface ReviewText {
  readonly reasons: Readonly<Record<string, string>>
  readonly comment: string
}

export interface ShownReview {
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
  readonly text: ReviewText | null
}

export interface ReviewPanel {
  readonly own: ShownReview | null
  /** Others' reviews; empty while the viewer may not know of them. */
  readonly others: readonly ShownReview[]
  readonly joint: {
    readonly mean: number | null
    readonly spread: number | null
    readonly eligibility: Eligibility | null
  } | null
  readonly thirdReader: boolean
}

interface ReviewRow {
  account_id: string
  display_name: string
  state: ShownReview['state']
  eligibility: Eligibility | null
  scores: Scores
  profile_version: number
  newest_profile: number
  version: number
}

/** Reviews of one file as the visibility function allows. */
@Injectable()
export class ReadReviews {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Others sorted by name; stale and unsubmitted ones stay out of mean and spread. */
  async run(actor: StaffActor, file: SeenFile): Promise<ReviewPanel> {
    const rows = await this.database.query<ReviewRow>(
      `SELECT r.account_id, s.display_name, r.state, r.eligibility, r.scores, r.profile_version, r.version,
         app.profile_number(r.application_id) AS newest_profile
       FROM app.review r JOIN app.staff_account s ON s.id = r.account_id
       WHERE r.application_id = $1 AND r.state <> 'removed' AND (r.account_id = $2 OR ($3 AND r.state = 'submitted'))
       ORDER BY s.display_name`,
      [file.id, actor.accountId, file.seen.reviews],
    )
    if (rows.length === 0) return { own: null, others: [], joint: null, thirdReader: false }
    const texts = await this.texts(actor, file.id)
    const shown = rows.map((row) => shownReview(row, texts.get(row.account_id) ?? null))

    return {
      own: shown.find((review) => review.accountId === actor.accountId) ?? null,
      others: shown.filter((review) => review.accountId !== actor.accountId),
      ...joined(file.seen.reviews ? shown.filter(({ state, isStale }) => state === 'submitted' && !isStale) : []),
    }
  }

  private async texts(actor: StaffActor, owner: string): Promise<Map<string, ReviewText>> {
    const line = { verb: 'reviews.opened', objectId: owner }
    const records = await this.keyring.open(actor.holder, line, { owners: [owner], schemas: ['review.text'] })
    return new Map(records.map((record) => [record.authorId ?? '', record.value as ReviewText]))
  }
}

const shownReview = (row: ReviewRow, text: ReviewText | null): ShownReview => ({
  accountId: row.account_id,
  reader: row.display_name,
  eligibility: row.eligibility,
  scores: row.scores,
  score: scoreOf(row.scores),
  isStale: row.profile_version < row.newest_profile,
  profileNumber: row.profile_version,
  version: row.version,
  state: row.state,
  text,
})

function joined(reviews: readonly ShownReview[]): Pick<ReviewPanel, 'joint' | 'thirdReader'> {
  if (reviews.length === 0) return { joint: null, thirdReader: false }
  const judged: SubmittedReview[] = reviews.flatMap(({ scores, eligibility }) =>
    eligibility ? [{ scores, eligibility }] : [],
  )
  const scores = reviews.map(({ score }) => score)
  const [first, second, third] = judged

  return {
    joint: {
      mean: meanOf(scores),
      spread: spreadOf(scores.filter((score) => score !== null)),
      eligibility: jointEligibility(judged.map(({ eligibility }) => eligibility)),
    },
    thirdReader: first !== undefined && second !== undefined && third === undefined && needsThirdReader(first, second),
  }
}
