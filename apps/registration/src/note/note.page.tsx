import type { NoteTopic } from '#domain/message/note-topics.js'
import type { FieldErrors } from '#platform/form/description.js'
import { Receipt } from '#ui/blocks.js'
import { LongText, RadioField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { fieldErrorText, type Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { type NoteForm, noteLimit } from './note.form.js'

export interface NoteProps {
  readonly words: Words
  readonly topics: readonly NoteTopic[]
  readonly values: Partial<NoteForm>
  readonly errors: FieldErrors
  readonly refusal?: unknown
  readonly token: string
}

const fields = ['topic', 'text'] as const

export function NoteText({ words, topics, values, errors, refusal, token }: NoteProps) {
  const textOf = (path: string): string | undefined => {
    const code = errors[path]
    return code && fieldErrorText(words, path, code, { limit: noteLimit })
  }
  const items = fields.flatMap((path) => {
    const text = textOf(path)
    return text ? [{ path, text }] : []
  })

  return (
    <>
      <ErrorSummary words={words} items={items} />
      <Refused words={words} code={refusal} />
      <h1>{words('write.title')}</h1>
      <p class="lead">{words('write.lead')}</p>
      <PageForm action={pathsFor(words.lang).note} token={token}>
        <RadioField
          name="topic"
          label={words('write.topic')}
          choices={topics.map((value) => ({ value, label: words(`write.topic.${value}`) }))}
          values={values.topic ? [values.topic] : []}
          error={textOf('topic')}
        />
        <LongText
          name="text"
          label={words('write.text')}
          hint={words('write.text_hint', { limit: noteLimit })}
          value={values.text}
          error={textOf('text')}
        />
        <div class="buttons">
          <button class="main">{words('write.send')}</button>
        </div>
      </PageForm>
    </>
  )
}

export const NoteReceipt = ({ words }: { readonly words: Words }) => (
  <Receipt title={words('write.done_title')} lead={words('write.done')}>
    <p>{words('write.done_sealed')}</p>
    <p>
      <a class="main" href={pathsFor(words.lang).home}>
        {words('sent.home')}
      </a>
    </p>
  </Receipt>
)
