import type { InboxMessage } from '#features/application/registration/read-home.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface InboxProps {
  readonly words: Words
  readonly messages: readonly InboxMessage[]
  readonly token: string
}

export const titleOf = (words: Words, { kind }: InboxMessage): string =>
  words.find(`inbox.${kind}.title`) ?? words('mail.subject.update')

/** Newest first. A message is opened by a button, since opening is an act: it tells that the person knows. */
export const Inbox = ({ words, messages, token }: InboxProps) =>
  messages.length === 0 ? (
    <p>{words('home.no_messages')}</p>
  ) : (
    <>
      <p class="hint">{words('inbox.stays')}</p>
      <ul class="tasks">
        {messages.map((message) => (
          <li key={message.id} class={message.isNew ? 'now' : undefined}>
            <div>
              {message.isNew ? (
                <Open words={words} message={message} token={token} />
              ) : (
                <Read words={words} message={message} />
              )}
            </div>
            <span class="state">{words(message.isNew ? 'inbox.new' : 'inbox.opened')}</span>
          </li>
        ))}
      </ul>
    </>
  )

interface OneProps {
  readonly words: Words
  readonly message: InboxMessage
}

const Read = ({ words, message }: OneProps) => (
  <a href={pathsFor(words.lang).message(message.id)}>{titleOf(words, message)}</a>
)

const Open = ({ words, message, token }: OneProps & { readonly token: string }) => (
  <PageForm action={pathsFor(words.lang).messageOpening(message.id)} token={token} id={`open-${message.id}`}>
    <button class="link">{titleOf(words, message)}</button>
  </PageForm>
)
