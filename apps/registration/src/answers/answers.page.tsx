import { type FormSection, sections } from '#features/application/registration/forms/sections.js'
import type { Draft } from '#features/application/registration/own-drafts.store.js'
import { type Unanswered, unanswered } from '#features/application/registration/unanswered.js'
import { answersAsRead } from '#platform/form/as-read.js'
import { describeSection } from '#platform/form/section.js'
import { Notice } from '#ui/blocks.js'
import { type CheckRow, CheckTable } from '#ui/check-table.js'
import { TickField } from '#ui/controls.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import type { Asking } from '../shell/edition-words.js'
import { LateField } from '../code/late-field.js'
import { FileLinks } from '../copy/file-links.js'
import { Refused } from '../shell/notice.js'

export interface AnswersProps {
  readonly words: Words
  readonly draft: Draft
  readonly asking: Asking
  readonly token: string
  /** Code of a refusal that sent the person back here. */
  readonly notice: unknown
}

export function AnswersText({ words, draft, asking, token, notice }: AnswersProps) {
  const missing = unanswered(draft, asking.notOffered)
  const late = lateError(words, notice)
  const errorsOf = (key: string) => missing.find(({ section }) => section === key)?.errors ?? {}

  return (
    <>
      {late ? (
        <ErrorSummary words={words} items={[{ path: 'late_code', text: late }]} />
      ) : (
        <Refused words={words} code={notice} />
      )}
      <h1>{words('check.title')}</h1>
      <p class="lead">{words('check.lead')}</p>
      {missing.length > 0 && <NotComplete words={words} missing={missing} asking={asking} />}
      {sections.map((section) => (
        <CheckTable
          key={section.key}
          words={words}
          title={words.find(`section.${section.key}.title`) ?? section.key}
          rows={rowsOf({
            words,
            section,
            values: draft.get(section.key)?.values ?? {},
            errors: errorsOf(section.key),
            asking,
          })}
        />
      ))}
      <p>{words('check.once_sent')}</p>
      <p class="hint">{words('check.print_copy')}</p>
      <FileLinks words={words} hint={words('copy.file_hint')} />
      <Send words={words} late={late} token={token} />
    </>
  )
}

interface SendProps {
  readonly words: Words
  /** The sentence that asks for a late code. */
  readonly late: string | undefined
  readonly token: string
}

const Send = ({ words, late, token }: SendProps) => (
  <PageForm action={pathsFor(words.lang).submission} token={token}>
    {late && <LateField words={words} error={late} />}
    <TickField name="keep_copy" label={words('check.keep_copy')} hint={words('check.keep_copy_hint')} checked={false} />
    <div class="buttons">
      <button class="main">{words('button.send')}</button>
    </div>
  </PageForm>
)

/** The call has closed, or the late code typed is not free: the sentence that leads to the field. */
const lateError = (words: Words, notice: unknown): string | undefined =>
  notice === 'call_closed' || notice === 'late_code_wrong' ? words(`refusal.${notice}`) : undefined

interface RowsOf {
  readonly words: Words
  readonly section: FormSection
  readonly values: object
  readonly errors: Unanswered['errors']
  readonly asking: Asking
}

function rowsOf({ words, section, values, errors, asking }: RowsOf): CheckRow[] {
  const texts = new Map(
    errorItems(words, describeSection(section.form).fields, errors, asking.about).map(({ path, text }) => [path, text]),
  )
  const page = pathsFor(words.lang).section(section.key)

  return answersAsRead(section.form, values, words, asking).map(({ path, question, lines, ltr }) => ({
    path,
    question,
    lines,
    ltr,
    error: texts.get(path),
    changeHref: `${page}?change=${path}#${path}`,
  }))
}

/** Every answer that is missing or unfit, each a link to where it is asked. */
function NotComplete({ words, missing, asking }: { words: Words; missing: readonly Unanswered[]; asking: Asking }) {
  const items = missing.flatMap(({ section, errors }) => {
    const form = sections.find(({ key }) => key === section)?.form
    const fields = form ? describeSection(form).fields : []
    return errorItems(words, fields, errors, asking.about).map((item) => ({ ...item, section }))
  })

  return (
    <Notice tone="danger" title={words('check.not_complete', { count: items.length })}>
      <ul>
        {items.map(({ section, path, text }) => (
          <li key={`${section}.${path}`}>
            <a href={`${pathsFor(words.lang).section(section)}?change=${path}#${path}`}>{text}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
