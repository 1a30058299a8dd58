import { NamedRefereeForm } from '#features/reference/registration/forms/named-referee.form.js'
import type { FieldErrors } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface ShownReferee {
  readonly place: 1 | 2
  /** Code of a refusal that sent the person back here. */
  readonly notice?: unknown
  /** False once the person in this place answered, or another was named. */
  readonly isOpen: boolean
  readonly values: object
  readonly errors: FieldErrors
}

export interface RefereeProps {
  readonly words: Words
  readonly shown: ShownReferee
  readonly token: string
}

export function RefereeText({ words, shown, token }: RefereeProps) {
  const { fields } = describeSection(NamedRefereeForm)

  return (
    <>
      <ErrorSummary words={words} items={errorItems(words, fields, shown.errors)} />
      <Refused words={words} code={shown.notice} />
      <h1>{words('named_referee.title')}</h1>
      {shown.isOpen && (
        <>
          <p class="lead">{words(`named_referee.lead.${shown.place}`)}</p>
          <p>{words('named_referee.next')}</p>
          <PageForm action={pathsFor(words.lang).referee(shown.place)} token={token}>
            <SectionFields words={words} fields={fields} values={shown.values} errors={shown.errors} />
            <div class="buttons">
              <button class="main">{words('named_referee.save')}</button>
            </div>
          </PageForm>
        </>
      )}
    </>
  )
}
