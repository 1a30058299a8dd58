import { criteria, criterionKeys } from '#domain/review/rubric.js'
import { RadioField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { profileNumber } from './profile-number.js'
import type { Difference } from './review-draft.js'
import { reasonField } from './review.form.js'
import { Lines } from './stale-review.js'

export interface MergeProps extends FileProps {
  /** Every field, as typed and as saved. */
  readonly beside: readonly Difference[]
  /** It can be a draft still. */
  readonly isOpen: boolean
}

/**
 * What was typed beside what another window saved, and a choice for each field that differs. Posts as the rubric does, on
 * the version that is shown, so a third window is met in the same way.
 */
export function Merge({ words, file, panels, versions, token, beside, isOpen }: MergeProps) {
  const version = panels.reviews.own?.version ?? 0

  return (
    <section class="rubric">
      <h2>{words('staff.merge.title')}</h2>
      <p>{words('staff.merge.lead')}</p>
      <PageForm action={paths.reviews(file.id)} token={token} id="review">
        <input type="hidden" name="profile" value={profileNumber(versions)} />
        <input type="hidden" name="version" value={version} />
        {beside.map((field) => (
          <Choice key={field.name} words={words} field={field} version={version} />
        ))}
        <p class="hint">{words(isOpen ? 'staff.merge.after' : 'staff.review.after')}</p>
        <div class="buttons">
          <button class="main" name="act" value={isOpen ? 'draft' : 'submit'}>
            {words(isOpen ? 'staff.merge.save' : 'staff.review.submit')}
          </button>
        </div>
      </PageForm>
    </section>
  )
}

/** What was typed once the review was in, or could not be written any more: where it differs, to be read and taken elsewhere. */
export const TooLate = ({ words, beside, lead }: Pick<MergeProps, 'words' | 'beside'> & { readonly lead: string }) => (
  <section id="review">
    <h2>{words('staff.merge.late')}</h2>
    <p>{lead}</p>
    {beside.map((field) => (
      <div key={field.name}>
        <h3>{labelOf(words, field.name)}</h3>
        <Side words={words} field={field} text={field.typed} />
      </div>
    ))}
  </section>
)

interface ChoiceProps {
  readonly words: Words
  readonly field: Difference
  readonly version: number
}

/** The chosen text is what the form posts under the name of the field. */
function Choice({ words, field, version }: ChoiceProps) {
  const { name, typed, saved } = field
  if (typed === saved) return <input type="hidden" name={name} value={typed} />
  const detail = (text: string) => <Side words={words} field={field} text={text} />

  return (
    <RadioField
      name={name}
      label={labelOf(words, name)}
      values={[typed]}
      choices={[
        { value: typed, label: words('staff.merge.typed'), detail: detail(typed) },
        { value: saved, label: words('staff.merge.saved', { number: version }), detail: detail(saved) },
      ]}
    />
  )
}

function Side({ words, field: { name, isChosen }, text }: Omit<ChoiceProps, 'version'> & { readonly text: string }) {
  if (text === '') return <p class="hint">{words('staff.merge.nothing')}</p>
  if (!isChosen) return <Lines lines={text.split('\n')} />
  return <p>{choiceText(words, name, text)}</p>
}

function choiceText(words: Words, name: string, text: string): string | undefined {
  if (name === 'eligibility') return words.find(`staff.eligibility.${text}`)
  if (name === 'reach') return words.find(`staff.reach.${text}`)
  return text === 'na' ? words('staff.review.na') : text
}

function labelOf(words: Words, name: string): string {
  if (name === 'eligibility') return words('staff.rubric.R0')
  if (name === 'reach') return words('staff.reach.label')
  const key = criterionKeys.find((one) => name === one || name === reasonField(one))
  if (!key) return words.find(`staff.review.${name}`) ?? name
  const of = words(`staff.rubric.${key}`)
  return name === key
    ? words('staff.review.criterion', { name: of, weight: criteria[key].weight })
    : words('staff.review.reason', { name: of })
}
