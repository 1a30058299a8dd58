import type { Replacing } from '#features/application/registration/after-sending/read-replacing.js'
import type { InboxMessage } from '#features/application/registration/read-home.js'
import { PageForm } from '#ui/page-form.js'
import { TaskList } from '#ui/task-list.js'
import type { Words } from '#words/index.js'
import { MessageLines } from '../message/message-lines.js'
import { pathsFor } from '../paths.js'
import { sectionItem } from '../replacement/section-item.js'

export interface QuestionProps {
  readonly words: Words
  readonly file: Replacing
  /** The question as staff wrote it; absent when its message was removed. */
  readonly message: InboxMessage | undefined
  readonly token: string
}

/** The open question: what is asked, the parts it is about, until when, and the button that sends the answer. */
export function Question({ words, file, message, token }: QuestionProps) {
  const items = file.openSections.map((key) => {
    const isAnswered = file.versions.get(key)?.answersQuestion === true
    const item = sectionItem(words, { key }, file)
    return {
      ...item,
      state: words(isAnswered ? 'question.answered' : 'question.open'),
      tone: isAnswered ? ('done' as const) : ('now' as const),
      note: isAnswered ? item.note : undefined,
    }
  })
  const mayBeSent = items.some(({ tone }) => tone === 'done')

  return (
    <>
      {message ? <MessageLines words={words} message={message} /> : <p>{words('question.removed')}</p>}
      {file.answerBy !== null && <p>{words('question.until', { date: words.date(file.answerBy) })}</p>}
      <h3>{words('question.sections')}</h3>
      <TaskList items={items} />
      <PageForm action={pathsFor(words.lang).questionAnswer} token={token} id="answer">
        <div class="buttons">
          <button class={mayBeSent ? 'main' : 'second'}>{words('question.send')}</button>
        </div>
      </PageForm>
      <p class="hint">{words('question.hint')}</p>
    </>
  )
}
