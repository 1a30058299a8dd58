import type { ReadRecord } from '#domain/application/merged-record.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'
import type { Words } from '#words/index.js'
import { AnswerList } from '../application/answer-list.js'

/** Concerns stand last, apart from what the other answers are read for. */
const order = ['reference.answer', 'reference.contact', 'reference.risk', 'reference.concerns']
const inOrder = (answers: readonly OpenedRecord[]): OpenedRecord[] =>
  answers.toSorted((a, b) => order.indexOf(a.schema) - order.indexOf(b.schema))

interface SaidProps {
  readonly words: Words
  readonly answers: readonly OpenedRecord[]
}

/** What one referee wrote, in their own words and language. */
export const Said = ({ words, answers }: SaidProps) => (
  <>
    {inOrder(answers).map((record) => (
      <div key={record.id}>
        {record.schema === 'reference.concerns' && <p class="hint">{words('staff.reference.concerns')}</p>}
        <Written words={words} record={record.value as ReadRecord} />
      </div>
    ))}
  </>
)

const Written = ({ words, record: { language, answers = [] } }: { words: Words; record: ReadRecord }) => (
  <AnswerList words={words} language={language} answers={answers} />
)
