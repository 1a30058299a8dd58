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
  /** ISO date by which to look in again; null where something else says what comes. */
  readonly lookIn: string | null
  readonly token: string
}

/** What staff wrote, as they wrote it; else the sentence that belongs to the kind of message. */
export function MessageText({ words, message, home, lookIn, token }: MessageProps) {
  const text = message.text ?? toldBy({ words, message, home, lookIn }) ?? ''

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

/** The sentence of a kind, with the day it names: the answer's deadline, else the day to look in; without one it names none. */
function toldBy({ words, message, home, lookIn }: Omit<MessageProps, 'token'>): string | undefined {
  if (message.notice) return noticeText(words, message.notice)
  const { deadlineAt, zone, caseNumber: number, tasks } = home
  const day = lookIn === null ? '' : words.date(lookIn)
  const date = deadlineAt === null ? day : words.instant(deadlineAt, zone)
  const count = tasks.filter(({ state }) => state === 'open').length
  const undated = date === '' ? words.find(`inbox.${message.kind}.undated`, { number }) : undefined

  return undated ?? words.find(`inbox.${message.kind}.text`, { number, date, count })
}
