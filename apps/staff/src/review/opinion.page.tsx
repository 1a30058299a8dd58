import type { Choice } from '#features/vetting/staff/assignment/reader-choices.js'
import type { ShownReview } from '#features/vetting/staff/read-reviews.js'
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

/** Each review that is in with each reader it can go to, and what speaks against that reader. */
function Asking({ words, me, file, panels, token }: FileProps) {
  const { own, others } = panels.reviews
  const reviews = [own, ...others].flatMap((review) => (review?.state === 'submitted' ? [review] : []))
  const fit = reviews.filter(({ isPrivate, isStale }) => !isPrivate && !isStale)
  if (!mayUse(me.roles, 'opinion.ask') || !file.seen.reviews || file.state !== 'in_review' || fit.length === 0)
    return null
  const written = new Set(reviews.map(({ accountId }) => accountId))
  const free = panels.choices?.filter(({ accountId }) => !written.has(accountId))

  return (
    <section id="opinions">
      <h2>{words('staff.opinion.ask_title')}</h2>
      <p class="hint">{words('staff.opinion.ask_lead')}</p>
      {free ? (
        <AskingForm {...{ words, file, panels, token, fit, free }} />
      ) : (
        <p>
          <a href={`${paths.assigning(file.id)}#opinions`}>{words('staff.opinion.ask')}</a>
        </p>
      )}
    </section>
  )
}

interface AskingProps extends Pick<FileProps, 'words' | 'file' | 'panels' | 'token'> {
  readonly fit: readonly ShownReview[]
  readonly free: readonly Choice[]
}

function AskingForm({ words, file, panels, token, fit, free }: AskingProps) {
  if (free.length === 0) return <p>{words('staff.opinion.nobody')}</p>
  const asked = new Set(panels.possible.map(({ accountId }) => accountId))
  const against = ({ accountId, breaks }: Choice): string =>
    words.list(
      [...breaks, ...(asked.has(accountId) ? (['asked'] as const) : [])].map((what) =>
        words(`staff.choice.breaks.${what}`),
      ),
    )
  const label = (choice: Choice, reader: string): string => {
    const said = { name: choice.name, reader }
    const why = against(choice)
    return why ? words('staff.opinion.choice_against', { ...said, against: why }) : words('staff.opinion.choice', said)
  }

  return (
    <PageForm action={paths.opinionRequests(file.id)} token={token} id="ask-opinion">
      <SelectField
        name="ask"
        label={words('staff.opinion.ask')}
        choices={fit.flatMap(({ id, reader }) =>
          free.map((choice) => ({ value: `${id}:${choice.accountId}`, label: label(choice, reader) })),
        )}
      />
      {free.some(({ breaks }) => breaks.length > 0) && (
        <div class="option">
          <input type="checkbox" id="ask-anyway" name="anyway" value="yes" />
          <label for="ask-anyway">{words('staff.opinion.anyway')}</label>
        </div>
      )}
      <div class="buttons">
        <button class="second">{words('staff.opinion.send')}</button>
      </div>
    </PageForm>
  )
}
