import { Notice } from '#ui/blocks.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** For a reader who is asked what they think of a review, and for the lead who asks. */
export const OpinionPanel = (props: FileProps) => (
  <>
    <Asked {...props} />
    <Answered {...props} />
    <Asking {...props} />
  </>
)

const Asked = ({ words, file, panels, token }: FileProps) => {
  const { asked } = panels.reviews

  return asked && file.state === 'in_review' ? (
    <section>
      <h2>{words('staff.opinion.title')}</h2>
      <p>{words('staff.opinion.lead', { reader: asked.reader })}</p>
      <p class="hint">{words('staff.opinion.after')}</p>
      <PageForm action={paths.opinions(file.id)} token={token} id="opinion">
        <input type="hidden" name="version" value={asked.version} />
        <div class="buttons">
          <button class="second" name="opinion" value="agree">
            {words('staff.opinion.agree')}
          </button>
          <button class="second" name="opinion" value="disagree">
            {words('staff.opinion.disagree')}
          </button>
        </div>
      </PageForm>
    </section>
  ) : null
}

const Answered = ({ words, file }: FileProps) =>
  file.facts.opinion === 'disagree' && file.facts.ownReview !== 'submitted' ? (
    <Notice>
      <p>{words('staff.opinion.owed')}</p>
    </Notice>
  ) : null

/** Each review that is in with each reader who does not have the file. */
function Asking({ words, me, file, panels, token }: FileProps) {
  const { own, others } = panels.reviews
  const reviews = [own, ...others].filter((review) => review?.state === 'submitted')
  const fit = reviews.flatMap((review) => (review && !review.isPrivate && !review.isStale ? [review] : []))
  if (!mayUse(me.roles, 'opinion.ask') || !file.seen.reviews || file.state !== 'in_review' || fit.length === 0)
    return null
  const busy = new Set([
    ...panels.assignments.filter(({ role }) => role === 'reviewer').map(({ accountId }) => accountId),
    ...reviews.flatMap((review) => (review ? [review.accountId] : [])),
  ])
  const free = panels.colleagues.filter(({ accountId, role }) => role === 'reviewer' && !busy.has(accountId))

  return (
    <section>
      <h2>{words('staff.opinion.ask_title')}</h2>
      <p class="hint">{words('staff.opinion.ask_lead')}</p>
      <PageForm action={paths.opinionRequests(file.id)} token={token} id="ask-opinion">
        <SelectField
          name="ask"
          label={words('staff.opinion.ask')}
          choices={fit.flatMap(({ id, reader }) =>
            free.map(({ accountId, name }) => ({
              value: `${id}:${accountId}`,
              label: words('staff.opinion.choice', { name, reader }),
            })),
          )}
        />
        <div class="buttons">
          <button class="second">{words('staff.opinion.send')}</button>
        </div>
      </PageForm>
    </section>
  )
}
