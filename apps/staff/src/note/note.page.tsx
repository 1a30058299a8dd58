import type { OpenedNote } from '#features/message/staff/read-notes.js'
import type { Note } from '#features/message/staff/see-note.js'
import { LongText } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import { fieldErrorText, type Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

const columns = (words: Words) => [
  { name: words('staff.note.case'), cell: (note: Note) => <a href={paths.note(note.id)}>{note.caseNumber}</a> },
  { name: words('staff.note.topic'), cell: (note: Note) => words(`staff.note.topic.${note.topic}`) },
  { name: words('staff.note.on'), cell: (note: Note) => words.date(note.onDay) },
  { name: words('staff.note.due'), cell: (note: Note) => words.date(note.dueOn) },
]

export const NoteList = ({ words, notes }: { readonly words: Words; readonly notes: readonly Note[] }) => (
  <>
    <h1>{words('staff.note.title')}</h1>
    <Table
      caption={words('staff.note.caption')}
      empty={words('staff.note.empty')}
      rows={notes}
      keyOf={(note) => note.id}
      columns={columns(words)}
    />
  </>
)

export interface NoteProps {
  readonly words: Words
  readonly title: string
  readonly opened: OpenedNote
  /** What was typed as an answer and could not be taken, with its code. */
  readonly typed?: { readonly text: string; readonly error?: string; readonly refusal?: string }
  readonly token: string
}

export function NoteText({ words, title, opened, typed, token }: NoteProps) {
  const { note, text, answer } = opened
  const error = typed?.error && fieldErrorText(words, 'text', typed.error, { limit: 5000 })

  return (
    <>
      {error && <ErrorSummary words={words} items={[{ path: 'text', text: error }]} />}
      <h1>{title}</h1>
      <Refused code={typed?.refusal} />
      <p class="lead">{words(`staff.note.topic.${note.topic}`)}</p>
      <p>{words('staff.note.days', { on: words.date(note.onDay), due: words.date(note.dueOn) })}</p>
      <Lines text={text ?? words('staff.note.closed')} />
      {note.isAnswered ? (
        <>
          <h2>{words('staff.note.answered')}</h2>
          <Lines text={answer ?? words('staff.note.closed')} />
        </>
      ) : (
        <PageForm action={paths.noteAnswers(note.id)} token={token}>
          <LongText
            name="text"
            label={words('staff.note.answer')}
            hint={words('staff.note.answer_hint')}
            value={typed?.text}
            error={error}
          />
          <div class="buttons">
            <button class="main">{words('staff.note.send')}</button>
          </div>
        </PageForm>
      )}
    </>
  )
}

const Lines = ({ text }: { readonly text: string }) => (
  <div class="notice">
    {text.split('\n').map((line, index) => (
      <p key={index} dir="auto">
        {line}
      </p>
    ))}
  </div>
)
