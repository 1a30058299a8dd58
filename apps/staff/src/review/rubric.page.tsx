import { criteria, type Criterion, criterionKeys } from '#domain/review/rubric.js'
import { renewableIn } from '#domain/review/staleness.js'
import type { ShownReview } from '#features/vetting/staff/read-reviews.js'
import { Notice } from '#ui/blocks.js'
import { LongText, RadioField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { profileNumber } from './profile-number.js'
import { Merge, TooLate } from './merge.page.js'
import { besideSaved, type Difference, draftOf, type ReviewDraft, soFar } from './review-draft.js'
import { reasonField, reviewFields, scoreTexts } from './review.form.js'

const reaches = ['shared', 'private'] as const
const eligibilities = ['yes', 'no', 'unsure'] as const

/** What a reader may do about their own review: write it, write it again, or nothing. */
function wayOf({ file, panels: { reviews } }: FileProps): 'open' | 'again' | null {
  const isAsked = file.facts.opinion === 'asked' || file.facts.opinion === 'agree'
  if (!file.seen.ownReview || isAsked) return null
  if (reviews.own?.state !== 'submitted') return file.state === 'in_review' ? 'open' : null
  return reviews.own.isStale && renewableIn.includes(file.state) ? 'again' : null
}

/** The form of a reader whose own review is not in yet, or what they typed where there is none any more; nothing for anybody else. */
export function Rubric(props: FileProps) {
  const { words, panels, shown } = props
  const way = wayOf(props)
  const lost = lostOf(props)
  if (way === null) {
    const lead = words(shown.review?.isLate ? 'staff.merge.late_lead' : 'staff.merge.closed_lead')
    return lost.length > 0 ? <TooLate words={words} beside={lost} lead={lead} /> : null
  }
  const isOpen = way === 'open'
  const saved = draftOf(panels.reviews.own)
  const typed = shown.review ?? saved
  if (!typed.isStale) return <RubricForm {...props} draft={typed} isOpen={isOpen} />
  // Who saved the same twice goes on from there.
  return differing(typed, saved).length === 0 ? (
    <RubricForm {...props} draft={saved} isOpen={isOpen} />
  ) : (
    <Merge {...props} beside={besideSaved(typed, saved)} isOpen={isOpen} />
  )
}

/** What was typed of a file whose reader must first say whether there is a conflict. */
export const Unanswered = ({ words, typed }: { readonly words: Words; readonly typed: ReviewDraft }) => (
  <TooLate words={words} beside={differing(typed, draftOf(null))} lead={words('staff.merge.unanswered_lead')} />
)

/** What was typed and cannot be saved, the file having no form for it any more. */
function lostOf(props: FileProps): Difference[] {
  const { review } = props.shown
  return review && wayOf(props) === null ? differing(review, draftOf(props.panels.reviews.own)) : []
}

const differing = (typed: ReviewDraft, saved: ReviewDraft) =>
  besideSaved(typed, saved).filter((field) => field.typed !== field.saved)

interface RubricFormProps extends FileProps {
  readonly draft: ReviewDraft
  /** Not handed in; else it is written again. */
  readonly isOpen: boolean
}

const RubricForm = ({ words, file, panels, versions, token, draft, isOpen }: RubricFormProps) => (
  <section class="rubric">
    <h2>{words(isOpen ? 'staff.review.title' : 'staff.stale.rewrite')}</h2>
    <Reopened words={words} own={isOpen ? panels.reviews.own : null} />
    <p class="hint">{words('staff.review.hint')}</p>
    <PageForm action={paths.reviews(file.id)} token={token} id="review">
      {/* Enter in a field saves the draft and never submits. */}
      {isOpen && <button class="hidden" name="act" value="draft" tabindex={-1} aria-hidden="true" />}
      <input type="hidden" name="profile" value={profileNumber(versions)} />
      <input type="hidden" name="version" value={draft.version} />
      <Fields words={words} draft={draft} />
      <SoFar words={words} draft={draft} />
      <p class="hint">{words('staff.review.after')}</p>
      <div class="buttons">
        <button class="main" name="act" value="submit">
          {words('staff.review.submit')}
        </button>
        {isOpen && (
          <button class="second" name="act" value="draft">
            {words('staff.review.save')}
          </button>
        )}
      </div>
    </PageForm>
    {isOpen && <Abstention words={words} id={file.id} token={token} />}
  </section>
)

const Reopened = ({ words, own }: { words: Words; own: ShownReview | null }) =>
  own?.reopenedOn && (
    <Notice>
      <p>{words('staff.review.reopened', { day: words.date(own.reopenedOn) })}</p>
    </Notice>
  )

const Abstention = ({ words, id, token }: { words: Words; id: string; token: string }) => (
  <details>
    <summary>{words('staff.abstain.title')}</summary>
    <PageForm action={paths.abstention(id)} token={token} id="abstain">
      <p>{words('staff.abstain.lead')}</p>
      <div class="buttons">
        <button class="second">{words('staff.abstain.send')}</button>
      </div>
    </PageForm>
  </details>
)

interface DraftProps {
  readonly words: Words
  readonly draft: ReviewDraft
}

/** Stays in sight while the rubric goes by; a page without script knows what was saved or sent last. */
function SoFar({ words, draft }: DraftProps) {
  const now = soFar(draft)
  if (!now) return null
  const score = now.score === null ? words('staff.desk.not_set') : words.score(now.score)

  return <p class="saved">{words('staff.review.so_far', { score, given: now.given, all: criterionKeys.length })}</p>
}

const Fields = ({ words, draft }: DraftProps) => (
  <>
    <RadioField
      name="eligibility"
      label={words('staff.rubric.R0')}
      hint={words('staff.rubric.R0.hint')}
      error={errorText(words, draft, 'eligibility')}
      values={draft.values.eligibility ? [draft.values.eligibility] : []}
      choices={eligibilities.map((value) => ({ value, label: words(`staff.eligibility.${value}`) }))}
    />
    {criterionKeys.map((key) => (
      <CriterionFields key={key} words={words} draft={draft} name={key} />
    ))}
    <LongText
      name="comment"
      label={words('staff.review.comment')}
      value={draft.values.comment}
      error={errorText(words, draft, 'comment')}
    />
    <LongText
      name="note"
      label={words('staff.review.note')}
      hint={words('staff.review.note_hint')}
      rows={3}
      value={draft.values.note}
      error={errorText(words, draft, 'note')}
    />
    <RadioField
      name="reach"
      label={words('staff.reach.label')}
      hint={words('staff.reach.hint')}
      values={[draft.values.reach ?? 'shared']}
      choices={reaches.map((value) => ({ value, label: words(`staff.reach.${value}`) }))}
    />
  </>
)

const CriterionFields = ({ words, draft, name }: DraftProps & { readonly name: Criterion }) => {
  const score = draft.values[name]
  const reason = reasonField(name)

  return (
    <>
      <RadioField
        name={name}
        label={words('staff.review.criterion', {
          name: words(`staff.rubric.${name}`),
          weight: criteria[name].weight,
        })}
        hint={words(`staff.rubric.${name}.hint`)}
        error={errorText(words, draft, name)}
        values={score ? [score] : []}
        choices={scoreTexts.map((value) => ({ value, label: value === 'na' ? words('staff.review.na') : value }))}
      />
      <LongText
        name={reason}
        label={words('staff.review.reason', { name: words(`staff.rubric.${name}`) })}
        rows={2}
        value={draft.values[reason]}
        error={errorText(words, draft, reason)}
      />
    </>
  )
}

function errorText(words: Words, { errors }: ReviewDraft, field: string): string | undefined {
  const code = errors[field]
  if (code === undefined) return undefined
  const key = field.replace('_reason', '')
  const name =
    words.find(`staff.rubric.${key}`) ?? words(key === 'note' ? 'staff.reviews.note' : 'staff.review.comment')
  return words.find(`staff.review.error.${code}`, { name }) ?? words.find(`error.${code}`, { field: name })
}

/** Errors at the head of the page, in the order of the form. */
export const RubricErrors = (props: FileProps) => {
  const { words, shown } = props
  const draft = wayOf(props) === null ? undefined : shown.review
  const items = reviewFields.flatMap(({ name: path }) => {
    const text = draft && errorText(words, draft, path)
    return text === undefined ? [] : [{ path, text }]
  })

  return draft ? <ErrorSummary words={words} items={items} /> : null
}

/** From the head of a long page to the choice below, or to what is not saved. */
export const ToMerge = (props: FileProps) =>
  props.shown.review?.isStale || lostOf(props).length > 0 ? (
    <p>
      <a href="#review">{props.words('staff.merge.to')}</a>
    </p>
  ) : null
