import type { InboxMessage } from '#features/application/registration/read-home.js'
import { dirOf, isLang, type Words } from '#words/index.js'

/** What staff wrote, line by line, and the answers they asked about where they sent them along. */
export const MessageLines = ({ words, message }: { readonly words: Words; readonly message: InboxMessage }) => (
  <>
    {(message.text ?? words.find(`inbox.${message.kind}.text`) ?? '').split('\n').map((line, index) => (
      <p key={index} dir="auto">
        {line}
      </p>
    ))}
    {message.quoted.length > 0 && (
      <details>
        <summary>{words('question.quoted')}</summary>
        {message.quoted.map(({ language, question, lines }) => (
          <dl key={question} lang={language} dir={isLang(language) ? dirOf(language) : undefined}>
            <dt>{question}</dt>
            {lines.map((line, index) => (
              <dd key={index} dir="auto">
                {line}
              </dd>
            ))}
          </dl>
        ))}
      </details>
    )}
  </>
)
