import type { Home, InboxMessage } from '#features/application/registration/read-home.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { titleOf } from './inbox.js'
import { noticeText } from './notice-text.js'
import { MessageLines } from './message-lines.js'

export interface MessageProps {
  readonly words: Words
  readonly message: InboxMessage
  readonly home: Home
  readonly token: string
}

/** What staff wrote, as they wrote it; else the sentence that belongs to the kind of message. */
export function MessageText({ words, message, home, token }: MessageProps) {
  const date = words.instant(home.deadlineAt ?? home.now, home.zone)
  const values = { number: home.caseNumber, date, count: home.tasks.filter(({ state }) => state === 'open').length }
  const told = message.notice ? noticeText(words, message.notice) : words.find(`inbox.${message.kind}.text`, values)
  const text = message.text ?? told ?? ''

  return (
    <>
      <h1>{titleOf(words, message)}</h1>
      <MessageLines words={words} message={{ ...message, text }} />
      <PageForm action={pathsFor(words.lang).messageRemoval(message.id)} token={token}>
        <div class="buttons">
          <button class="second">{words('button.remove')}</button>
        </div>
      </PageForm>
    </>
  )
}
