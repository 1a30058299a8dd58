import type { RecordAnswer } from '#domain/application/merged-record.js'
import { dirOf, isLang, type Words } from '#words/index.js'

export interface AnswerListProps {
  readonly words: Words
  /** Language in which the answers were read, unless one says its own. */
  readonly language: string | undefined
  readonly answers: readonly RecordAnswer[]
}

// Addresses are shown as text and never as links.
const isTrace = (path: string): boolean => path.startsWith('public_traces')

/** The person's own questions and answers, each in the language and direction it was read in. */
export const AnswerList = ({ words, language, answers }: AnswerListProps) => (
  <dl lang={language} dir={isLang(language) ? dirOf(language) : undefined}>
    {answers.map((answer) => (
      <div key={answer.path} lang={answer.language} dir={isLang(answer.language) ? dirOf(answer.language) : undefined}>
        <dt>
          <bdi>{answer.question}</bdi>
        </dt>
        <dd>
          {answer.lines.length === 0 && (
            <bdi class="hint" lang={words.lang}>
              {words('check.no_answer')}
            </bdi>
          )}
          {answer.lines.map((line, index) => (
            <p key={index} dir="auto">
              {line}
            </p>
          ))}
          {isTrace(answer.path) && answer.lines.length > 0 && (
            <span class="hint" lang={words.lang}>
              {words('staff.file.tor_only')}
            </span>
          )}
        </dd>
      </div>
    ))}
  </dl>
)
