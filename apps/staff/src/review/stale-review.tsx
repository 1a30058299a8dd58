import { type ChangedAnswer, changedAnswers } from '#domain/application/merged-record.js'
import { renewableIn } from '#domain/review/staleness.js'
import { recordAt } from '#features/application/staff/file-versions.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { profileNumber } from './profile-number.js'

/** For the author of a review written on an older version: old answers beside new ones, and letting it stand. */
export function StaleReview({ words, file, panels, opened, versions, token }: FileProps) {
  const { own } = panels.reviews
  if (!own?.isStale || own.state !== 'submitted' || !renewableIn.includes(file.state)) return null
  const newest = profileNumber(versions)
  const before = recordAt('profile', opened, versions, own.profileNumber) ?? {}
  const changed = changedAnswers(before, recordAt('profile', opened, versions) ?? {})

  return (
    <section>
      <h2>{words('staff.stale.title')}</h2>
      <Notice>
        <p>{words(newest > own.profileNumber ? 'staff.stale.lead' : 'staff.stale.not_yet')}</p>
      </Notice>
      {newest > own.profileNumber && (
        <>
          <Table
            caption={words('staff.stale.caption')}
            empty={words('staff.stale.same')}
            rows={changed}
            keyOf={({ path }) => path}
            columns={columns(words)}
          />
          <PageForm action={paths.reviewConfirmation(file.id)} token={token} id="confirm-review">
            <input type="hidden" name="profile" value={newest} />
            <div class="buttons">
              <button class="main">{words('staff.stale.confirm')}</button>
            </div>
          </PageForm>
        </>
      )}
    </section>
  )
}

const columns = (words: Words) => [
  { name: words('staff.stale.question'), cell: ({ question }: ChangedAnswer) => <bdi>{question}</bdi> },
  { name: words('staff.stale.before'), cell: ({ before }: ChangedAnswer) => <Lines lines={before} /> },
  { name: words('staff.stale.after'), cell: ({ after }: ChangedAnswer) => <Lines lines={after} /> },
]

/** Text of people, each line in its own direction. */
export const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <>
    {lines.map((line, index) => (
      <p key={index} dir="auto">
        {line}
      </p>
    ))}
  </>
)
