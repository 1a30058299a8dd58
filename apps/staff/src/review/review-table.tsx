import { criterionKeys } from '#domain/review/rubric.js'
import { renewableIn } from '#domain/review/staleness.js'
import type { ReviewPanel, ShownReview } from '#features/vetting/staff/read-reviews.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { Reopening } from './reopening.page.js'

/** Reviews as the visibility function allows: nobody else's before one's own is in. */
export function ReviewTable(props: FileProps) {
  const { words, file, token } = props
  const { reviews } = props.panels
  const own = reviews.own?.state === 'submitted' ? [reviews.own] : []
  const shown = [...own, ...reviews.others]
  if (shown.length === 0 && !file.seen.reviews) return null

  return (
    <section>
      <h2>{words('staff.reviews.title')}</h2>
      <Joint words={words} joint={reviews.joint} />
      <OlderReviews words={words} file={file} shown={shown} />
      {reviews.thirdReader && (
        <Notice>
          <p>{words('staff.reviews.third_reader')}</p>
        </Notice>
      )}
      <Table
        caption={words('staff.reviews.caption')}
        empty={words('staff.reviews.empty')}
        rows={shown}
        keyOf={(review) => review.accountId}
        columns={columns(words)}
      />
      {reviews.opinions.map(({ accountId, reader, author, opinion }) => (
        <p key={accountId}>{words(`staff.opinion.said.${opinion}`, { reader, author })}</p>
      ))}
      {(file.seen.ownReview ? own : []).map((review) => (
        <Reach key={review.id} words={words} review={review} id={file.id} token={token} />
      ))}
      {shown.map((review) => (
        <ReviewWords key={review.accountId} words={words} review={review} />
      ))}
      <Reopening {...props} />
    </section>
  )
}

interface OlderProps {
  readonly words: Words
  readonly file: FileProps['file']
  readonly shown: readonly ShownReview[]
}

/** For who decides: a file is cleared for what was vetted, whatever its scores, so they should know which do not count. */
function OlderReviews({ words, file, shown }: OlderProps) {
  const older = shown.filter(({ state, isStale }) => state === 'submitted' && isStale)
  if (older.length === 0 || !file.seen.privateReviews || !renewableIn.includes(file.state)) return null
  const left = older.filter(({ hasFile }) => !hasFile).length

  return (
    <Notice>
      <p>{words('staff.reviews.older', { count: older.length })}</p>
      {left > 0 && <p>{words('staff.reviews.older_left', { count: left })}</p>}
    </Notice>
  )
}

const figure = (words: Words, value: number | null): string =>
  value === null ? words('staff.desk.not_set') : words.score(value)

const Joint = ({ words, joint }: { words: Words; joint: ReviewPanel['joint'] }) =>
  joint && (
    <p>
      {words('staff.reviews.joint', {
        mean: figure(words, joint.mean),
        median: figure(words, joint.median),
        spread: figure(words, joint.spread),
        eligibility: joint.eligibility ? words(`staff.eligibility.${joint.eligibility}`) : words('staff.desk.not_set'),
      })}
    </p>
  )

const columns = (words: Words) => [
  {
    name: words('staff.reviews.reader'),
    cell: (review: ShownReview) => (
      <>
        <bdi>{review.reader}</bdi>
        {review.isStale && <span class="hint"> · {words('staff.reviews.stale')}</span>}
        {review.isPrivate && <span class="hint"> · {words('staff.reviews.private')}</span>}
        {review.isAfterOther && <span class="hint"> · {words('staff.reviews.after_other')}</span>}
      </>
    ),
  },
  {
    name: 'R0',
    cell: ({ eligibility }: ShownReview) => (eligibility ? words(`staff.eligibility.${eligibility}`) : ''),
  },
  ...criterionKeys.map((key) => ({
    name: key,
    isNumber: true,
    cell: ({ scores }: ShownReview) =>
      scores[key] === 'na' ? words('staff.review.na_short') : (scores[key] ?? words('staff.desk.not_set')),
  })),
  {
    name: words('staff.reviews.score'),
    isNumber: true,
    cell: ({ score }: ShownReview) => figure(words, score),
  },
]

/** The author changes who sees a review that is in. */
const Reach = ({ words, review, id, token }: { words: Words; review: ShownReview; id: string; token: string }) => (
  <PageForm action={paths.reviewReach(id)} token={token} id="reach-of-review">
    <button class="second" name="reach" value={review.isPrivate ? 'shared' : 'private'}>
      {words(review.isPrivate ? 'staff.reach.share' : 'staff.reach.keep')}
    </button>
  </PageForm>
)

const ReviewWords = ({ words, review: { reader, text, note } }: { words: Words; review: ShownReview }) =>
  text && (
    <details>
      <summary>{words('staff.reviews.words_of', { reader })}</summary>
      <dl>
        {criterionKeys
          .filter((key) => text.reasons[key])
          .map((key) => (
            <div key={key}>
              <dt>{words(`staff.rubric.${key}`)}</dt>
              <dd dir="auto">{text.reasons[key]}</dd>
            </div>
          ))}
        {text.comment && (
          <div>
            <dt>{words('staff.review.comment')}</dt>
            <dd dir="auto">{text.comment}</dd>
          </div>
        )}
        {note && (
          <div>
            <dt>{words('staff.reviews.note')}</dt>
            <dd dir="auto">{note}</dd>
          </div>
        )}
      </dl>
    </details>
  )
