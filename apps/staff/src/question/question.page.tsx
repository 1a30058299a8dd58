import { askableSections } from '#features/application/staff/ask-applicant.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { ReadForm } from '#platform/form/read-form.js'
import { LongText, TickField, TicksField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { sectionTitle } from '../application/section-title.js'
import { paths } from '../paths.js'
import type { QuestionForm } from './question.form.js'

export type TypedQuestion = ReadForm<QuestionForm>

export interface QuestionProps {
  readonly words: Words
  readonly title: string
  readonly file: SeenFile
  readonly typed: TypedQuestion
  readonly token: string
}

const fields = ['sections', 'text'] as const

function errorOf(words: Words, { errors }: TypedQuestion, field: (typeof fields)[number]): string | undefined {
  const code = errors[field]
  if (code === undefined) return undefined
  return words.find(`staff.ask.error.${field}.${code}`) ?? words.find(`error.${code}`, { field, limit: 800 })
}

export const QuestionText = ({ words, title, file, typed, token }: QuestionProps) => (
  <>
    <ErrorSummary
      words={words}
      items={fields.flatMap((path) => {
        const text = errorOf(words, typed, path)
        return text ? [{ path, text }] : []
      })}
    />
    <h1>{title}</h1>
    <p class="lead">{words('staff.ask.lead')}</p>
    <p>{words('staff.ask.language', { language: words.language(file.answerLanguage ?? 'en') })}</p>
    <PageForm action={paths.questions(file.id)} token={token}>
      <input type="hidden" name="version" value={file.version} />
      <Fields words={words} typed={typed} />
      <div class="buttons">
        <button class="main">{words('staff.ask.send')}</button>
      </div>
    </PageForm>
  </>
)

const Fields = ({ words, typed }: Pick<QuestionProps, 'words' | 'typed'>) => (
  <>
    <TicksField
      name="sections"
      label={words('staff.ask.sections')}
      hint={words('staff.ask.sections_hint')}
      error={errorOf(words, typed, 'sections')}
      values={typed.values.sections ?? []}
      choices={askableSections.map((value) => ({ value, label: sectionTitle(value) }))}
    />
    <LongText
      name="text"
      label={words('staff.ask.text')}
      hint={words('staff.ask.text_hint')}
      error={errorOf(words, typed, 'text')}
      value={typed.values.text}
    />
    <TickField
      name="quote"
      label={words('staff.ask.quote')}
      hint={words('staff.ask.quote_hint')}
      checked={typed.values.quote === true}
    />
  </>
)
